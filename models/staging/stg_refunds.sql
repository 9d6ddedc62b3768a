{{ config(enabled=stages_input('refunds')) }}

with

refunds as (

    select * from {{ source('shop', 'refunds') }}

),

final as (

    select
        refund_id,
        order_id,
        cast(refunded_at as timestamp) as refunded_at,
        cast(net_amount * rate_to_eur as decimal(18, 2)) as net_amount
    from refunds

)

select * from final
