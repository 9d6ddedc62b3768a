{#- No full refresh: downstream models store the change number up to which they have read, so
  numbers must keep rising. Nothing is lost, since each run compares all events anyway. -#}
{{
    config(
        enabled=has_input('web_events'),
        materialized='incremental',
        unique_key='anonymous_id',
        delete_when='events is null',
        full_refresh=false,
        stamps={},
    )
}}

with

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

{% if has_input('identity_links') %}
devices as (

    select * from {{ ref('customer_xref') }}
    where source_id_type = 'device'

),
{% endif %}

days as (

    select max(as_of_date) as as_of_date from customer_ids

),

-- Summed before the joins, which then have a row per device and login, not one per event.
logins as (

    select
        events.anonymous_id,
        events.customer_id as source_customer_id,
        count(*) as events,
        cast(
            sum({{ row_digest([
                'events.event_id',
                'events.occurred_at',
                'events.event_type',
                'events.product_id',
                'events.device',
                'events.os',
                'events.browser',
                'events.app_version',
            ]) }}) as decimal(38, 0)
        ) as events_digest
    from {{ ref('stg_web_events') }} as events
    cross join days
    where
        events.anonymous_id is not null
        and {{ on_or_before_local_day('events.occurred_at', 'days.as_of_date') }}
    group by events.anonymous_id, events.customer_id

),

people as (

    select
        logins.anonymous_id,
        logins.events,
        logins.events_digest,
        customer_ids.customer_id as login_customer_id,
        {% if has_input('identity_links') -%}
        devices.customer_id as owner_customer_id
        {%- else -%}
        cast(null as {{ dbt.type_string() }}) as owner_customer_id
        {%- endif %}
    from logins
    left join customer_ids on logins.source_customer_id = customer_ids.source_customer_id
    {%- if has_input('identity_links') %}
    left join devices on logins.anonymous_id = devices.source_id
    {%- endif %}

),

today as (

    select
        anonymous_id,
        -- The only person who used a device, if there is exactly one: erasing the person erases its
        -- visits. A shared device belongs to nobody.
        case
            when max(login_customer_id) <> min(login_customer_id) then null
            when max(owner_customer_id) <> min(login_customer_id) then null
            else coalesce(min(login_customer_id), max(owner_customer_id))
        end as customer_id,
        cast(sum(events) as bigint) as events,
        cast(
            sum({{ row_digest(['events_digest', 'login_customer_id', 'owner_customer_id']) }})
            as decimal(38, 0)
        ) as events_digest
    from people
    group by anonymous_id

),

final as (
    {{ changed_digests(
        'today',
        'anonymous_id',
        ['customer_id', 'events'],
        'events_digest',
        'what is known of visits'
    ) }}
)

select * from final
