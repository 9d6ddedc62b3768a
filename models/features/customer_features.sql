with

customers as (

    select * from {{ ref('stg_customers') }}

),

customer_orders as (

    select * from {{ ref('customer_orders') }}

),

customer_rhythm as (

    select * from {{ ref('customer_rhythm') }}

),

customer_rfm as (

    select * from {{ ref('customer_rfm') }}

),

customer_value as (

    select * from {{ ref('customer_value') }}

),

final as (

    select
        customer_orders.customer_id,
        customer_orders.as_of_date,
        customers.account_id,
        customers.account_id is not null as is_business,
        customers.country,
        customers.region,
        customers.city,
        customers.postal_code,
        customers.language,
        customers.job_title,
        customer_orders.orders,
        customer_orders.first_order_on,
        customer_orders.last_order_on,
        customer_orders.recency_days,
        customer_orders.tenure_days,
        customer_orders.purchase_days,
        customer_orders.repeat_purchase_days,
        customer_orders.median_gap_days,
        customer_orders.net_revenue,
        customer_orders.average_order_value,
        customer_orders.return_rate,
        customer_orders.discount_share,
        customer_orders.orders_30d,
        customer_orders.orders_90d,
        customer_orders.orders_365d,
        customer_orders.net_revenue_30d,
        customer_orders.net_revenue_90d,
        customer_orders.net_revenue_365d,
        customer_rhythm.has_own_rhythm,
        customer_rhythm.usual_gap_days,
        customer_rhythm.gap_limit_days,
        customer_rhythm.lapse_limit_days,
        customer_rhythm.overdue_ratio,
        customer_rhythm.won_back_on,
        customer_rfm.r_score,
        customer_rfm.f_score,
        customer_rfm.m_score,
        customer_rfm.rfm_code,
        customer_rfm.rfm_segment,
        customer_value.value_basis,
        customer_value.customer_value,
        customer_value.value_rank_share
    from customer_orders
    inner join customers on customer_orders.customer_id = customers.customer_id
    inner join customer_rhythm on customer_orders.customer_id = customer_rhythm.customer_id
    inner join customer_rfm on customer_orders.customer_id = customer_rfm.customer_id
    inner join customer_value on customer_orders.customer_id = customer_value.customer_id

)

select * from final
