{{ config(tags=['segments']) }}

with customers as (

    select * from {{ ref('stg_customers') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

as_of as (

    select cast({{ dbt.string_literal(var('as_of_date')) }} as date) as as_of_date

),

purchases as (

    select
        orders.customer_id,
        count(*) as order_count,
        sum(orders.net_amount_eur) as net_amount_eur,
        cast(min(orders.ordered_at) as date) as first_order_on,
        cast(max(orders.ordered_at) as date) as last_order_on
    from orders
    cross join as_of
    where cast(orders.ordered_at as date) <= as_of.as_of_date
    group by orders.customer_id

),

ages as (

    select
        customers.customer_id,
        as_of.as_of_date,
        coalesce(purchases.order_count, 0) as order_count,
        coalesce(purchases.net_amount_eur, 0) as net_amount_eur,
        {{ dbt.datediff('purchases.first_order_on', 'as_of.as_of_date', 'day') }} as tenure_days,
        {{ dbt.datediff('purchases.last_order_on', 'as_of.as_of_date', 'day') }} as recency_days
    from customers
    cross join as_of
    left join purchases
        on customers.customer_id = purchases.customer_id

),

final as (

    select
        customer_id,
        case
            when order_count = 0 then 'prospect'
            when tenure_days <= {{ var('new_days') | int }} then 'new'
            when recency_days > {{ var('lapsed_days') | int }} then 'lapsed'
            when order_count > 1 then 'repeat'
            else 'active'
        end as segment,
        order_count,
        net_amount_eur,
        recency_days,
        as_of_date
    from ages

)

select * from final
