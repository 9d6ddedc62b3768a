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
        case when orders.status = 'completed' then orders.net_amount else 0 end as net_revenue
    from orders
    inner join customer_ids on orders.customer_id = customer_ids.source_customer_id
    where customer_ids.customer_id in (select customer_id from refreshed)

),

final as (

    select
        dated.order_id,
        refreshed.customer_id,
        dated.ordered_at,
        dated.ordered_on,
        dated.channel,
        dated.is_returned,
        dated.net_amount,
        dated.discount_amount,
        dated.net_revenue,
        refreshed.as_of_date,
        refreshed.change_number
    from refreshed
    left join dated
        on
            refreshed.customer_id = dated.customer_id
            and refreshed.as_of_date >= dated.ordered_on

)

select * from final
