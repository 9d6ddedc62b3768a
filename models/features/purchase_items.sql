{{ config(enabled=var('input_products')) }}

with

purchases as (

    select * from {{ ref('purchases') }}

),

order_items as (

    select * from {{ ref('stg_order_items') }}

),

products as (

    select * from {{ ref('stg_products') }}

),

final as (

    select
        purchases.order_id,
        order_items.line,
        purchases.customer_id,
        purchases.as_of_date,
        purchases.ordered_on,
        order_items.product_id,
        products.category,
        order_items.quantity,
        order_items.net_amount,
        case when purchases.is_returned then 0 else order_items.net_amount end as net_revenue,
        case
            when purchases.is_returned then 0
            else cast(order_items.quantity * products.cost as decimal(18, 2))
        end as cost_amount
    from purchases
    inner join order_items on purchases.order_id = order_items.order_id
    left join products on order_items.product_id = products.product_id

)

select * from final
