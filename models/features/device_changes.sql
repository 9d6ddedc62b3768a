{#- It never begins afresh: change numbers go on, and all events are compared anyway. -#}
{{
    config(
        enabled=has_input('web_events'),
        materialized='incremental',
        unique_key='anonymous_id',
        delete_when='events is null',
        full_refresh=false,
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

-- Added up before it is known who was logged in: the joins are with fewer rows then.
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
        and {{ is_by_day('events.occurred_at', 'days.as_of_date') }}
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
        -- Whoever is erased takes along what only they have used.
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
