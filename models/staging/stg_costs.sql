{{ config(enabled=stages_input('costs')) }}

with

costs as (

    select * from {{ source('shop', 'costs') }}

),

final as (

    select
        lower(cost_type) as cost_type,
        lower(channel) as channel,
        cast(amount_eur as decimal(18, 4)) as amount,
        cast(valid_from as date) as valid_from
    from costs

)

select * from final
