{#- No full refresh: downstream models store the change number up to which they have read, so
  numbers must keep rising. Nothing is lost, since each run compares all visits anyway. -#}
{{
    config(
        enabled=has_input('web_events'),
        materialized='incremental',
        unique_key='customer_id',
        delete_when='events is null',
        full_refresh=false,
        stamps={},
    )
}}

{%- set compared = [
    'events.event_id',
    'events.anonymous_id',
    'events.session_number',
    'events.occurred_at',
    'events.occurred_on',
    'events.event_type',
    'events.product_id',
    'events.device',
    'events.os',
    'events.browser',
    'events.app_version',
] -%}
{%- if has_input('products') -%}
{%- set compared = compared + ['products.category'] -%}
{%- endif %}

with

today as (

    select
        events.customer_id,
        count(*) as events,
        cast(sum({{ row_digest(compared) }}) as decimal(38, 0)) as events_digest
    from {{ ref('visit_events') }} as events
    {%- if has_input('products') %}
    left join {{ ref('stg_products') }} as products on events.product_id = products.product_id
    {%- endif %}
    where events.customer_id is not null
    group by events.customer_id

),

final as (
    {{ changed_digests(
        'today', 'customer_id', ['events'], 'events_digest', 'what is known of visitors'
    ) }}
)

select * from final
