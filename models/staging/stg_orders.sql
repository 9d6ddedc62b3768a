{{ config(enabled=stages_input()) }}

with

orders as (

    select * from {{ source('shop', 'orders') }}

),

-- The sample's rates convert to EUR, regardless of the variable reporting_currency. If you change
-- the variable, change the rates here too: a data test fails while the two differ.
final as (

    select
        order_id,
        customer_id,
        cast(ordered_at as timestamp) as ordered_at,
        lower(status) as status,
        lower(channel) as channel,
        'EUR' as currency,
        cast(net_amount * rate_to_eur as decimal(18, 2)) as net_amount,
        cast(discount_amount * rate_to_eur as decimal(18, 2)) as discount_amount
    from orders

)

select * from final
