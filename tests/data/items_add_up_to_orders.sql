-- The lines of an order are worth what the order is, to the cent, and every order has some.
-- Of another shop than the sample (orders with shipping, say) that is told, and stops nothing.
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
