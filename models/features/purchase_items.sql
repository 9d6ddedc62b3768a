{{
    config(
        enabled=var('input_products'),
        materialized='incremental',
        unique_key='customer_id',
        delete_when='order_id is null',
        on_definition_change='full_refresh',
    )
}}

with

order_items as (

    select * from {{ ref('stg_order_items') }}

),

products as (

    select * from {{ ref('stg_products') }}

),

{% if is_incremental() %}
recorded as (

    select * from {{ this }}

),

-- Who bought what has another category or another cost since.
affected as (

    select distinct recorded.customer_id
    from recorded
    left join products on recorded.product_id = products.product_id
    where
        recorded.category is distinct from products.category
        or recorded.unit_cost is distinct from products.cost

),

last_refresh as (

    select coalesce(max(refresh_number), 0) as refresh_number from recorded

),
{% else %}
last_refresh as (

    select cast(0 as bigint) as refresh_number

),
{% endif %}

refreshed as (
    {{ keys_to_refresh(ref('customer_changes'), also='affected') }}
),

purchases as (

    select * from {{ ref('purchases') }}
    where customer_id in (select customer_id from refreshed)

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
        case when purchases.is_returned then 0 else order_items.net_amount end as net_revenue,
        products.cost as unit_cost,
        case
            when purchases.is_returned then 0
            else cast(order_items.quantity * products.cost as decimal(18, 2))
        end as cost_amount
    from purchases
    inner join order_items on purchases.order_id = order_items.order_id
    left join products on order_items.product_id = products.product_id

),

final as (

    select
        items.order_id,
        items.line,
        refreshed.customer_id,
        refreshed.as_of_date,
        refreshed.change_number,
        last_refresh.refresh_number + 1 as refresh_number,
        items.ordered_on,
        items.product_id,
        items.category,
        items.quantity,
        items.net_amount,
        items.net_revenue,
        items.unit_cost,
        items.cost_amount
    from refreshed
    cross join last_refresh
    left join items on refreshed.customer_id = items.customer_id

)

select * from final
