{{
    config(
        materialized='incremental',
        unique_key='customer_id',
        refresh_by='customer_id',
        refresh_through=orders_through(),
        delete_when='order_id is null',
        on_definition_change='full_refresh',
        stamps={},
    )
}}

with

refreshed as (
    {{ keys_to_refresh(ref('customer_changes')) }}
),

orders as (

    select * from {{ ref('stg_orders') }}
    where status in ('completed', 'returned')

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

{% if has_input('refunds') %}
order_refunds as (

    select * from {{ ref('order_refunds') }}

),
{% endif %}

refreshed_ids as (

    select
        customer_ids.source_customer_id,
        refreshed.customer_id,
        refreshed.as_of_date
    from refreshed
    inner join customer_ids on refreshed.customer_id = customer_ids.customer_id

),

dated as (

    select
        orders.order_id,
        refreshed_ids.customer_id,
        refreshed_ids.as_of_date,
        orders.ordered_at,
        {{ local_date('orders.ordered_at') }} as ordered_on,
        orders.channel,
        orders.net_amount,
        orders.discount_amount,
        case
            when orders.status = 'returned' then orders.net_amount
            {%- if has_input('refunds') %}
            when order_refunds.refunded_amount is not null
                then least(order_refunds.refunded_amount, orders.net_amount)
            {%- endif %}
            else 0
        end as refunded_amount,
        orders.status = 'returned' as is_returned
    from orders
    inner join refreshed_ids on orders.customer_id = refreshed_ids.source_customer_id
    {%- if has_input('refunds') %}
    left join order_refunds on orders.order_id = order_refunds.order_id
    {%- endif %}
    -- Redundant semi-join: without cardinality estimates for a view, the optimizer picks the wrong
    -- join order.
    where orders.customer_id in (select source_customer_id from refreshed_ids)

),

purchased as (

    select * from dated
    where ordered_on <= as_of_date

),

final as (

    select
        purchased.order_id,
        refreshed.customer_id,
        purchased.ordered_at,
        purchased.ordered_on,
        purchased.channel,
        purchased.is_returned
        or (purchased.net_amount > 0 and purchased.refunded_amount = purchased.net_amount)
            as is_returned,
        purchased.net_amount,
        purchased.discount_amount,
        purchased.refunded_amount,
        purchased.net_amount - purchased.refunded_amount as net_revenue,
        refreshed.as_of_date,
        refreshed.change_number
    from refreshed
    left join purchased on refreshed.customer_id = purchased.customer_id

)

select * from final
