{{
    config(
        refresh_by='customer_id',
        stamps={
            'as_of_date': '{{ as_of_date() }}',
            'recency_days': days_since('last_order_on'),
            'tenure_days': days_since('first_order_on'),
        },
    )
}}

with

customers as (

    select * from {{ ref('known_customers') }}

),

purchases as (

    select * from {{ ref('customer_purchases') }}

),

{% if has_input('products') %}
customer_products as (

    select * from {{ ref('customer_products') }}

),
{% endif %}

final as (

    select
        customers.customer_id,
        coalesce(purchases.orders, 0) as orders,
        purchases.first_order_on,
        purchases.last_order_on,
        coalesce(purchases.purchase_days, 0) as purchase_days,
        -- Orders on one day are one visit: lifetime value counts the days somebody came back.
        case when purchases.purchase_days > 1 then purchases.purchase_days - 1 else 0 end
            as repeat_purchase_days,
        purchases.median_gap_days,
        cast(coalesce(purchases.list_amount, 0) as decimal(18, 2)) as gross_revenue,
        cast(coalesce(purchases.discount_amount, 0) as decimal(18, 2)) as discounts,
        cast(coalesce(purchases.refunded_amount, 0) as decimal(18, 2)) as refunds,
        cast(coalesce(purchases.net_revenue, 0) as decimal(18, 2)) as net_revenue,
        cast(purchases.net_revenue as double)
        -- A returned or free order brought nothing, so it would pull the average down.
        / nullif(purchases.paid_orders, 0) as average_order_value,
        cast(purchases.returned_orders as double) / purchases.orders as return_rate,
        cast(purchases.refunded_amount as double)
        / nullif(cast(purchases.paid_amount as double), 0) as return_rate_by_value,
        cast(purchases.discount_amount as double)
        / nullif(cast(purchases.list_amount as double), 0) as discount_share,
        purchases.discounted_order_share,
        purchases.online_order_share,
        purchases.preferred_channel
        {%- for days in [30, 90, 365] %},
        coalesce(purchases.orders_{{ days }}d, 0) as orders_{{ days }}d,
        cast(coalesce(purchases.net_revenue_{{ days }}d, 0) as decimal(18, 2))
            as net_revenue_{{ days }}d
        {%- endfor %}
        {%- if has_input('products') %},
        customer_products.products,
        customer_products.categories,
        customer_products.top_category,
        customer_products.top_category_share,
        customer_products.margin,
        customer_products.margin_365d,
        customer_products.margin_rate
        {%- endif %}
    from customers
    left join purchases on customers.customer_id = purchases.customer_id
    {%- if has_input('products') %}
    left join customer_products on customers.customer_id = customer_products.customer_id
    {%- endif %}

)

select * from final
