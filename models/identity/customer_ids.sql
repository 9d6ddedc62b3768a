{#- With links, the number in an input does not identify the person: the cross-reference does. -#}
{%- set by_number = {
    'through': 'customer_xref', 'on': {'customer_id': 'source_id'}
} if has_input('identity_links') -%}
{{
    config(
        refresh_by='customer_id',
        refresh_through={
            'stg_customers': by_number,
            'stg_orders': by_number,
        } if by_number else {},
    )
}}

with

customers as (

    select * from {{ ref('stg_customers') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

{% if has_input('identity_links') %}
customer_xref as (

    select * from {{ ref('customer_xref') }}
    where source_id_type = 'customer'

),
{% endif %}

{% if has_input('erasure_requests') %}
erasure_requests as (

    select distinct customer_id from {{ ref('stg_erasure_requests') }}
    where {{ local_date('requested_at') }} <= {{ as_of_date() }}

),
{% endif %}

-- Shops register some customers after their first order: these count from that order on.
buyers as (

    select distinct orders.customer_id
    from orders
    inner join customers on orders.customer_id = customers.customer_id
    where
        {{ local_date('customers.created_at') }} > {{ as_of_date() }}
        and orders.status in ('completed', 'returned')
        and {{ on_or_before_local_day('orders.ordered_at', as_of_date()) }}

),

persons as (

    select
        customers.customer_id as source_customer_id,
        {% if has_input('identity_links') -%}
        customer_xref.customer_id,
        {%- else -%}
        customers.customer_id,
        {%- endif %}
        customers.created_at is null
        or {{ local_date('customers.created_at') }} <= {{ as_of_date() }}
        or buyers.customer_id is not null as is_known
    from customers
    {% if has_input('identity_links') -%}
    inner join customer_xref on customers.customer_id = customer_xref.source_id
    {%- endif %}
    left join buyers on customers.customer_id = buyers.customer_id
    {% if has_input('erasure_requests') -%}
    left join erasure_requests on customers.customer_id = erasure_requests.customer_id
    where erasure_requests.customer_id is null
    {%- endif %}

),

final as (

    select
        source_customer_id,
        customer_id
    from persons
    where is_known

)

select * from final
