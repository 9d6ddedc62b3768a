with

rfm_segments as (

    select * from {{ ref('rfm_segments') }}

),

lifecycle as (

    select * from {{ ref('lifecycle') }}

),

value_tier as (

    select * from {{ ref('value_tier') }}

),

core as (

    select * from {{ ref('core') }}

),

final as (

    select * from rfm_segments
    union all
    select * from lifecycle
    union all
    select * from value_tier
    union all
    select * from core

)

select * from final
