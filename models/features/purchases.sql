{{
    config(
        materialized='incremental',
        unique_key='customer_id',
        delete_when='order_id is null',
        on_definition_change='full_refresh',
    )
}}

with

refreshed as (
    {{ customers_to_refresh() }}
),

orders as (

    select * from {{ ref('stg_orders') }}
    where status in ('completed', 'returned')

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

dated as (

    select
        orders.order_id,
        customer_ids.customer_id,
        orders.ordered_at,
        {{ local_date('orders.ordered_at') }} as ordered_on,
        orders.channel,
        orders.status = 'returned' as is_returned,
        orders.net_amount,
        orders.discount_amount,
        case when orders.status = 'completed' then orders.net_amount else 0 end as net_revenue,
        customer_ids.as_of_date
    from orders
    inner join customer_ids on orders.customer_id = customer_ids.source_customer_id
    where customer_ids.customer_id in (select customer_id from refreshed)

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
        purchased.is_returned,
        purchased.net_amount,
        purchased.discount_amount,
        purchased.net_revenue,
        purchased.as_of_date,
        refreshed.change_number
    from refreshed
    left join purchased on refreshed.customer_id = purchased.customer_id

)

select * from final
