{#- No full refresh, for the same reason as in customer_changes. -#}
{{
    config(
        materialized='incremental',
        unique_key='customer_id',
        refresh_by='customer_id',
        delete_when='events is null',
        full_refresh=false,
        stamps={},
    )
}}

with

parts as (

    select
        customer_id,
        orders as events,
        {{ row_digest(["'orders'", 'orders_digest']) }} as digest
    from {{ ref('customer_changes') }}
    {%- if has_input('web_events') %}
    union all
    select
        customer_id,
        events,
        {{ row_digest(["'visits'", 'events_digest']) }} as digest
    from {{ ref('visitor_changes') }}
    {%- endif %}

),

today as (

    select
        customer_id,
        cast(sum(events) as bigint) as events,
        cast(sum(digest) as decimal(38, 0)) as events_digest
    from parts
    group by customer_id

),

final as (
    {{ changed_digests(
        'today', 'customer_id', ['events'], 'events_digest', 'what is known of events'
    ) }}
)

select * from final
