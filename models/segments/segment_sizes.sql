with

memberships as (

    select * from {{ ref('segment_membership') }}

),

population as (

    select customers as entities from {{ ref('customer_count') }}

),

{{ sizes_of('memberships', 'population') }}

select * from final
