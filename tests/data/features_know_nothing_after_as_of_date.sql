-- Each customer's orders and revenue must equal those counted from staging up to the end of the
-- as-of date in the shop's time zone: nothing later leaked in, and nothing earlier was lost.
{{ config(once_per=once_a_day()) }}

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

{% if has_input('refunds') %}
refunded as (

    select
        order_id,
        sum(net_amount) as amount
    from {{ ref('stg_refunds') }}
    where {{ local_date('refunded_at') }} <= {{ as_of_date() }}
    group by order_id

),
{% endif %}

-- Grouped by the ids in orders before people are looked up: this leaves fewer rows.
by_id as (

    select
        orders.customer_id as source_customer_id,
        count(*) as orders,
        sum(case
            when orders.status <> 'completed' then 0
            {%- if has_input('refunds') %}
            when refunded.amount is not null
                then greatest(orders.net_amount - refunded.amount, 0)
            {%- endif %}
            else orders.net_amount
        end) as net_revenue,
        max({{ local_date('ordered_at') }}) as last_order_on
    from orders
    {%- if has_input('refunds') %}
    left join refunded on orders.order_id = refunded.order_id
    {%- endif %}
    where
        orders.status <> 'cancelled'
        and {{ on_or_before_local_day('orders.ordered_at', as_of_date()) }}
    group by orders.customer_id

),

counted as (

    select
        customer_ids.customer_id,
        sum(by_id.orders) as orders,
        sum(by_id.net_revenue) as net_revenue,
        max(by_id.last_order_on) as last_order_on
    from by_id
    inner join customer_ids on by_id.source_customer_id = customer_ids.source_customer_id
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
        -- Floating-point amounts add up to different sums in different orders.
        or abs(features.net_revenue - coalesce(counted.net_revenue, 0)) >= 0.005
        or coalesce(features.last_order_on > {{ as_of_date() }}, false)
        or coalesce(features.last_order_on <> counted.last_order_on, false)
        or coalesce(features.won_back_on > {{ as_of_date() }}, false)

)

select * from final
