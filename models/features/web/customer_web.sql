{{
    config(
        enabled=has_input('web_events'),
        refresh_by='customer_id',
        stamps={
            'as_of_date': '{{ as_of_date() }}',
            'visit_recency_days': days_since('last_visit_on'),
        },
    )
}}

with

customers as (

    select * from {{ ref('known_customers') }}

),

visits as (

    select * from {{ ref('customer_visits') }}

),

purchases as (

    select * from {{ ref('customer_purchases') }}

),

final as (

    select
        customers.customer_id,
        visits.customer_id is not null as has_visits,
        coalesce(visits.sessions, 0) as sessions
        {%- for days in [30, 90, 365] %},
        coalesce(visits.sessions_{{ days }}d, 0) as sessions_{{ days }}d
        {%- endfor %},
        visits.first_visit_on,
        visits.last_visit_on,
        coalesce(visits.views, 0) as views,
        coalesce(visits.searches, 0) as searches,
        coalesce(visits.carts, 0) as carts,
        coalesce(visits.checkouts, 0) as checkouts,
        coalesce(visits.products_viewed, 0) as products_viewed,
        visits.last_viewed_on,
        {% if has_input('products') -%}
        visits.most_viewed_category,
        {%- endif %}
        -- A product viewed or left in the cart long ago says nothing about what somebody wants now.
        coalesce(
            {{ dbt.datediff('visits.last_viewed_on', 'customers.as_of_date', 'day') }}
            < {{ var('web_intent_days') }},
            false
        )
        and (
            purchases.last_ordered_at is null
            or visits.last_viewed_at > purchases.last_ordered_at
        ) as browse_no_buy,
        coalesce(
            {{ dbt.datediff('visits.last_cart_on', 'customers.as_of_date', 'day') }}
            < {{ var('web_intent_days') }},
            false
        )
        and (
            purchases.last_ordered_at is null
            or visits.last_cart_at > purchases.last_ordered_at
        ) as has_left_cart
    from customers
    left join visits on customers.customer_id = visits.customer_id
    left join purchases on customers.customer_id = purchases.customer_id

)

select * from final
