{{ config(enabled=var('input_web_events')) }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

purchases as (

    select * from {{ ref('purchases') }}

),

events as (

    select
        *,
        anonymous_id || ' ' || session_number as session_id,
        {{ dbt.datediff('occurred_on', 'as_of_date', 'day') }} as visit_age_days
    from {{ ref('visit_events') }}
    where customer_id is not null

),

by_customer as (

    select
        customer_id,
        count(distinct session_id) as sessions
        {%- for days in [30, 90, 365] %},
        count(distinct case when visit_age_days < {{ days }} then session_id end)
            as sessions_{{ days }}d
        {%- endfor %},
        min(occurred_on) as first_visit_on,
        max(occurred_on) as last_visit_on,
        sum(case when event_type = 'view' then 1 else 0 end) as views,
        sum(case when event_type = 'search' then 1 else 0 end) as searches,
        sum(case when event_type = 'cart' then 1 else 0 end) as carts,
        sum(case when event_type = 'checkout' then 1 else 0 end) as checkouts,
        count(distinct case when event_type = 'view' then product_id end) as products_viewed,
        max(case when event_type = 'view' then occurred_at end) as last_viewed_at,
        max(case when event_type = 'view' then occurred_on end) as last_viewed_on,
        max(case when event_type = 'cart' then occurred_at end) as last_cart_at
    from events
    group by customer_id

),

last_orders as (

    select
        customer_id,
        max(ordered_at) as last_ordered_at
    from purchases
    group by customer_id

),

{% if var('input_products') %}
products as (

    select * from {{ ref('stg_products') }}

),

by_category as (

    select
        events.customer_id,
        products.category,
        row_number() over (
            partition by events.customer_id
            order by count(*) desc, max(events.occurred_at) desc, products.category
        ) as category_rank
    from events
    inner join products on events.product_id = products.product_id
    where events.event_type = 'view'
    group by events.customer_id, products.category

),
{% endif %}

final as (

    select
        customers.customer_id,
        customers.as_of_date,
        by_customer.customer_id is not null as has_visits,
        coalesce(by_customer.sessions, 0) as sessions
        {%- for days in [30, 90, 365] %},
        coalesce(by_customer.sessions_{{ days }}d, 0) as sessions_{{ days }}d
        {%- endfor %},
        by_customer.first_visit_on,
        by_customer.last_visit_on,
        {{ dbt.datediff('by_customer.last_visit_on', 'customers.as_of_date', 'day') }}
            as visit_recency_days,
        cast(coalesce(by_customer.views, 0) as bigint) as views,
        cast(coalesce(by_customer.searches, 0) as bigint) as searches,
        cast(coalesce(by_customer.carts, 0) as bigint) as carts,
        cast(coalesce(by_customer.checkouts, 0) as bigint) as checkouts,
        coalesce(by_customer.products_viewed, 0) as products_viewed,
        by_customer.last_viewed_on,
        {% if var('input_products') -%}
        by_category.category as most_viewed_category,
        {%- endif %}
        by_customer.last_viewed_at is not null
        and (
            last_orders.last_ordered_at is null
            or by_customer.last_viewed_at > last_orders.last_ordered_at
        ) as browse_no_buy,
        by_customer.last_cart_at is not null
        and (
            last_orders.last_ordered_at is null
            or by_customer.last_cart_at > last_orders.last_ordered_at
        ) as has_left_cart
    from customers
    left join by_customer on customers.customer_id = by_customer.customer_id
    left join last_orders on customers.customer_id = last_orders.customer_id
    {%- if var('input_products') %}
    left join by_category
        on
            customers.customer_id = by_category.customer_id
            and by_category.category_rank = 1
    {%- endif %}

)

select * from final
