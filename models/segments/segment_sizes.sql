with

memberships as (

    select * from {{ ref('segment_membership') }}

),

customers as (

    select * from {{ ref('customer_features') }}

),

{{ sizes_of('memberships', 'customers') }}

select * from final
