-- Each customer's orders and revenue equal those counted from staging up to the end of the as-of
-- date on the shop's clock, so nothing later has leaked in and nothing earlier was lost.
with

orders as (

    select * from {{ ref('stg_orders') }}

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

features as (

    select * from {{ ref('customer_features') }}

),

counted as (

    select
        customer_ids.customer_id,
        count(*) as orders,
        sum(case when status = 'completed' then net_amount else 0 end) as net_revenue,
        max({{ local_date('ordered_at') }}) as last_order_on
    from orders
    inner join customer_ids on orders.customer_id = customer_ids.source_customer_id
    where
        status <> 'cancelled'
        and {{ local_date('ordered_at') }} <= {{ as_of_date() }}
    group by customer_ids.customer_id

),

final as (

    select
        features.customer_id,
        features.orders,
        counted.orders as expected_orders,
        features.net_revenue,
        counted.net_revenue as expected_net_revenue,
        features.last_order_on
    from features
    left join counted on features.customer_id = counted.customer_id
    where
        features.orders <> coalesce(counted.orders, 0)
        -- Amounts that are no decimals do not add up to the same in any order.
        or abs(features.net_revenue - coalesce(counted.net_revenue, 0)) >= 0.005
        or coalesce(features.last_order_on > {{ as_of_date() }}, false)
        or coalesce(features.last_order_on <> counted.last_order_on, false)
        or coalesce(features.won_back_on > {{ as_of_date() }}, false)

)

select * from final
