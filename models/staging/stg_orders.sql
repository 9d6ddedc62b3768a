{{ config(enabled=var('shop_staging')) }}

with

orders as (

    select * from {{ source('shop', 'orders') }}

),

final as (

    select
        order_id,
        customer_id,
        cast(ordered_at as timestamp) as ordered_at,
        lower(status) as status,
        lower(channel) as channel,
        '{{ var("reporting_currency") }}' as currency,
        cast(net_amount * rate_to_eur as decimal(18, 2)) as net_amount,
        cast(discount_amount * rate_to_eur as decimal(18, 2)) as discount_amount
    from orders

)

select * from final
