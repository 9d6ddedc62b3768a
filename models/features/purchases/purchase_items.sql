{{
    config(
        enabled=has_input('products'),
        materialized='incremental',
        unique_key='customer_id',
        delete_when='order_id is null',
        on_definition_change='full_refresh',
        stamps={},
    )
}}

{#- Lines arrive later than their orders and are corrected, and product costs change. The orders
  show none of this, so the lines themselves are compared. -#}
{%- set compared = [
    'order_id',
    'line',
    'ordered_on',
    'product_id',
    'category',
    'quantity',
    'net_amount',
    'net_revenue',
    'unit_cost',
    'cost_amount',
] %}

with

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

purchases as (

    select
        *,
        case
            when refunded_amount = 0 then 1
            when is_returned then 0
            else cast(net_revenue as double) / cast(net_amount as double)
        end as kept_share
    from {{ ref('purchases') }}

),

order_items as (

    select * from {{ ref('stg_order_items') }}

),

products as (

    select * from {{ ref('stg_products') }}

),

items as (

    select
        purchases.order_id,
        order_items.line,
        purchases.customer_id,
        purchases.ordered_on,
        order_items.product_id,
        products.category,
        order_items.quantity,
        order_items.net_amount,
        cast(order_items.net_amount * purchases.kept_share as decimal(18, 2)) as net_revenue,
        products.cost as unit_cost,
        -- A refund returns a part of the goods, in proportion to the money.
        cast(order_items.quantity * products.cost * purchases.kept_share as decimal(18, 2))
            as cost_amount
    from purchases
    inner join order_items on purchases.order_id = order_items.order_id
    left join products on order_items.product_id = products.product_id

),

today as (

    select
        customer_id,
        cast(sum({{ row_digest(compared) }}) as decimal(38, 0)) as items_digest
    from items
    group by customer_id

),

recorded as (
{% if is_incremental() %}
    select
        customer_id,
        cast(sum({{ row_digest(compared) }}) as decimal(38, 0)) as items_digest
    from {{ this }}
    group by customer_id
{% else %}
    select * from today
    where false
{% endif %}
),

refreshed as (

    select coalesce(today.customer_id, recorded.customer_id) as customer_id
    from today
    full outer join recorded on today.customer_id = recorded.customer_id
    where today.items_digest is distinct from recorded.items_digest

),

final as (

    select
        items.order_id,
        items.line,
        refreshed.customer_id,
        (select max(as_of_date) from customer_ids) as as_of_date,
        items.ordered_on,
        items.product_id,
        items.category,
        items.quantity,
        items.net_amount,
        items.net_revenue,
        items.unit_cost,
        items.cost_amount
    from refreshed
    left join items on refreshed.customer_id = items.customer_id

)

select * from final
