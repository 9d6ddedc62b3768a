{{ config(enabled=stages_input('suppressions')) }}

with

suppressions as (

    select * from {{ source('shop', 'suppressions') }}

),

final as (

    select
        customer_id,
        lower(channel) as channel,
        lower(reason) as reason,
        cast(suppressed_at as timestamp) as suppressed_at,
        cast(lifted_at as timestamp) as lifted_at
    from suppressions

)

select * from final
