{{ config(materialized='view', refresh_by='customer_id', stamps={}) }}

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

{% if has_input('refunds') %}
refunds as (

    select * from {{ ref('stg_refunds') }}
    where {{ on_or_before_local_day('refunded_at', as_of_date()) }}

),
{% endif %}

final as (

    select
        customer_id,
        'order' as event_type,
        {{ moment('ordered_at') }} as occurred_at,
        channel,
        cast(null as varchar) as category,
        net_revenue as amount
    from orders
    {%- if has_input('refunds') %}
    union all
    select
        orders.customer_id,
        'refund' as event_type,
        {{ moment('refunds.refunded_at') }} as occurred_at,
        orders.channel,
        null as category,
        refunds.net_amount as amount
    from refunds
    inner join orders on refunds.order_id = orders.order_id
    {%- endif %}
    {%- if has_input('web_events') %}
    union all
    select
        visits.customer_id,
        visits.event_type,
        {{ moment('visits.occurred_at') }} as occurred_at,
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
