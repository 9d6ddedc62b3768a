with

sets as (

    select * from {{ ref('segment_sets') }}

),

population as (

    select customers as entities from {{ ref('customer_count') }}

),

{{ sizes_of('sets', 'population', 'cast(sum(customers) as bigint)') }}

select * from final
