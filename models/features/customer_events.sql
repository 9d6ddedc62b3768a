{{ config(materialized='view') }}

with

orders as (

    select * from {{ ref('purchases') }}
    where order_id is not null

),

{% if has_input('web_events') %}
visits as (

    select * from {{ ref('visit_events') }}
    where event_id is not null and customer_id is not null

),
{% endif %}

{% if has_input('web_events') and has_input('products') %}
products as (

    select * from {{ ref('stg_products') }}

),
{% endif %}

final as (

    select
        customer_id,
        'order' as event_type,
        ordered_at as occurred_at,
        channel,
        cast(null as varchar) as category,
        net_revenue as amount
    from orders
    {%- if has_input('web_events') %}
    union all
    select
        visits.customer_id,
        visits.event_type,
        visits.occurred_at,
        case when visits.browser = 'app' then 'app' else 'web' end as channel,
        {% if has_input('products') -%}
        products.category,
        {%- else -%}
        cast(null as varchar) as category,
        {%- endif %}
        null as amount
    from visits
    {%- if has_input('products') %}
    left join products on visits.product_id = products.product_id
    {%- endif %}
    {%- endif %}

)

select * from final
