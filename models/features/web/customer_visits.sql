{{
    config(
        enabled=has_input('web_events'),
        materialized='incremental',
        unique_key='customer_id',
        delete_when='sessions is null',
        on_definition_change='full_refresh',
        stamps={},
    )
}}

{%- set windows = [30, 90, 365] %}

with

{% if is_incremental() %}
-- As time passes, visits leave a window without any change in the data.
aged as (
    {{ customers_crossing_age(ref('visit_events'), 'occurred_on', windows) }}
),
{% endif %}

refreshed as (
    {{ keys_to_refresh(ref('visitor_changes'), also='aged') }}
),

events as (

    select
        events.*,
        events.anonymous_id || ' ' || events.session_number as session_id,
        {{ dbt.datediff('events.occurred_on', 'refreshed.as_of_date', 'day') }} as visit_age_days
    from {{ ref('visit_events') }} as events
    inner join refreshed on events.customer_id = refreshed.customer_id

),

by_customer as (

    select
        customer_id,
        count(distinct session_id) as sessions
        {%- for days in windows %},
        count(distinct case when visit_age_days < {{ days }} then session_id end)
            as sessions_{{ days }}d
        {%- endfor %},
        min(occurred_on) as first_visit_on,
        max(occurred_on) as last_visit_on
        {%- for type, counted in {
            'view': 'views', 'search': 'searches', 'cart': 'carts', 'checkout': 'checkouts'
        }.items() %},
        cast(sum(case when event_type = '{{ type }}' then 1 else 0 end) as bigint)
            as {{ counted }}
        {%- endfor %},
        count(distinct case when event_type = 'view' then product_id end) as products_viewed,
        max(case when event_type = 'view' then occurred_at end) as last_viewed_at,
        max(case when event_type = 'view' then occurred_on end) as last_viewed_on,
        max(case when event_type = 'cart' then occurred_at end) as last_cart_at,
        max(case when event_type = 'cart' then occurred_on end) as last_cart_on
    from events
    group by customer_id

),

{% if has_input('products') %}
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
        refreshed.customer_id,
        refreshed.as_of_date,
        refreshed.change_number,
        by_customer.sessions
        {%- for days in windows %},
        by_customer.sessions_{{ days }}d
        {%- endfor %},
        by_customer.first_visit_on,
        by_customer.last_visit_on,
        by_customer.views,
        by_customer.searches,
        by_customer.carts,
        by_customer.checkouts,
        by_customer.products_viewed,
        by_customer.last_viewed_at,
        by_customer.last_viewed_on,
        by_customer.last_cart_at,
        by_customer.last_cart_on
        {%- if has_input('products') %},
        by_category.category as most_viewed_category
        {%- endif %}
    from refreshed
    left join by_customer on refreshed.customer_id = by_customer.customer_id
    {%- if has_input('products') %}
    left join by_category
        on
            refreshed.customer_id = by_category.customer_id
            and by_category.category_rank = 1
    {%- endif %}

)

select * from final
