-- The lines of an order must add up to its amount, to the cent, and every order must have lines. In
-- shops other than the sample, whose orders can include shipping, this is only a warning.
{{ config(once_per=once_a_day()) }}
{{ config(
    enabled=has_input('products'),
    severity='error' if var('shop_staging') else 'warn'
) }}

with

orders as (

    select * from {{ ref('stg_orders') }}

),

order_items as (

    select * from {{ ref('stg_order_items') }}

),

by_order as (

    select
        order_id,
        sum(net_amount) as items_amount
    from order_items
    group by order_id

),

final as (

    select
        orders.order_id,
        orders.net_amount,
        by_order.items_amount
    from orders
    left join by_order on orders.order_id = by_order.order_id
    where
        by_order.items_amount is null
        or by_order.items_amount <> orders.net_amount

)

select * from final
