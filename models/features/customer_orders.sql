with

customers as (

    select * from {{ ref('known_customers') }}

),

purchases as (

    select * from {{ ref('purchases') }}

),

gaps as (

    select * from {{ ref('purchase_gaps') }}

),

aged as (

    select
        *,
        {{ dbt.datediff('ordered_on', 'as_of_date', 'day') }} as purchase_age_days
    from purchases

),

by_customer as (

    select
        customer_id,
        count(*) as orders,
        count(distinct ordered_on) as purchase_days,
        min(ordered_on) as first_order_on,
        max(ordered_on) as last_order_on,
        cast(sum(case when is_returned then 1 else 0 end) as bigint) as returned_orders,
        sum(net_revenue) as net_revenue,
        sum(discount_amount) as discount_amount,
        sum(net_amount + discount_amount) as list_amount,
        avg(case when discount_amount > 0 then 1.0 else 0.0 end) as discounted_order_share,
        avg(case when channel in ('web', 'app', 'marketplace') then 1.0 else 0.0 end)
            as online_order_share
        {%- for days in [30, 90, 365] %},
        cast(sum(case when purchase_age_days < {{ days }} then 1 else 0 end) as bigint)
            as orders_{{ days }}d,
        sum(case when purchase_age_days < {{ days }} then net_revenue else 0 end)
            as net_revenue_{{ days }}d
        {%- endfor %}
    from aged
    group by customer_id

),

median_gaps as (

    select
        customer_id,
        {{ percentile(0.5, 'gap_days') }} as median_gap_days
    from gaps
    group by customer_id

),

by_channel as (

    select
        customer_id,
        channel,
        row_number() over (
            partition by customer_id
            order by count(*) desc, max(ordered_at) desc, channel
        ) as channel_rank
    from purchases
    group by customer_id, channel

),

{% if var('input_products') %}
customer_products as (

    select * from {{ ref('customer_products') }}

),
{% endif %}

final as (

    select
        customers.customer_id,
        customers.as_of_date,
        coalesce(by_customer.orders, 0) as orders,
        by_customer.first_order_on,
        by_customer.last_order_on,
        {{ dbt.datediff('by_customer.last_order_on', 'customers.as_of_date', 'day') }}
            as recency_days,
        {{ dbt.datediff('by_customer.first_order_on', 'customers.as_of_date', 'day') }}
            as tenure_days,
        coalesce(by_customer.purchase_days, 0) as purchase_days,
        case when by_customer.purchase_days > 1 then by_customer.purchase_days - 1 else 0 end
            as repeat_purchase_days,
        median_gaps.median_gap_days,
        cast(coalesce(by_customer.net_revenue, 0) as decimal(18, 2)) as net_revenue,
        cast(by_customer.net_revenue as double)
        / nullif(by_customer.orders - by_customer.returned_orders, 0) as average_order_value,
        cast(by_customer.returned_orders as double) / by_customer.orders as return_rate,
        cast(by_customer.discount_amount as double)
        / nullif(cast(by_customer.list_amount as double), 0) as discount_share,
        by_customer.discounted_order_share,
        by_customer.online_order_share,
        by_channel.channel as preferred_channel
        {%- for days in [30, 90, 365] %},
        coalesce(by_customer.orders_{{ days }}d, 0) as orders_{{ days }}d,
        cast(coalesce(by_customer.net_revenue_{{ days }}d, 0) as decimal(18, 2))
            as net_revenue_{{ days }}d
        {%- endfor %}
        {%- if var('input_products') %},
        customer_products.products,
        customer_products.categories,
        customer_products.top_category,
        customer_products.top_category_share,
        customer_products.margin,
        customer_products.margin_365d,
        customer_products.margin_rate
        {%- endif %}
    from customers
    left join by_customer on customers.customer_id = by_customer.customer_id
    left join median_gaps on customers.customer_id = median_gaps.customer_id
    left join by_channel
        on
            customers.customer_id = by_channel.customer_id
            and by_channel.channel_rank = 1
    {%- if var('input_products') %}
    left join customer_products on customers.customer_id = customer_products.customer_id
    {%- endif %}

)

select * from final
