{{
    config(
        enabled=has_input('web_events'),
        materialized='incremental',
        unique_key='anonymous_id',
        delete_when='event_id is null',
        on_definition_change='full_refresh',
        stamps={},
    )
}}

with

{% if is_incremental() %}
recorded as (

    select
        anonymous_id,
        count(*) as events
    from {{ this }}
    group by anonymous_id

),

-- A customer who shared a device, was erased and later readmitted has lost events. The digest does
-- not show this; the number of events does.
torn as (

    select changes.anonymous_id
    from {{ ref('device_changes') }} as changes
    inner join recorded on changes.anonymous_id = recorded.anonymous_id
    where changes.events <> recorded.events

),
{% endif %}

refreshed as (
    {{ keys_to_refresh(ref('device_changes'), key='anonymous_id', also='torn') }}
),

events as (

    select * from {{ ref('stg_web_events') }}

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

{% if has_input('identity_links') %}
devices as (

    select * from {{ ref('customer_xref') }}
    where source_id_type = 'device'

),
{% endif %}

dated as (

    select
        events.event_id,
        events.anonymous_id,
        customer_ids.customer_id as login_customer_id,
        events.occurred_at,
        {{ local_date('events.occurred_at') }} as occurred_on,
        events.event_type,
        events.product_id,
        events.device,
        events.os,
        events.browser,
        events.app_version,
        lag(events.occurred_at) over (
            partition by events.anonymous_id
            order by events.occurred_at, events.event_id
        ) as previous_at
    from events
    inner join refreshed on events.anonymous_id = refreshed.anonymous_id
    left join customer_ids on events.customer_id = customer_ids.source_customer_id
    where
        {{ on_or_before_local_day('events.occurred_at', 'refreshed.as_of_date') }}
        -- Redundant semi-join: without cardinality estimates for a view, the optimizer picks the
        -- wrong join order.
        and events.anonymous_id in (select anonymous_id from refreshed)

),

numbered as (

    select
        *,
        sum(case
            when
                {{ dbt.datediff('previous_at', 'occurred_at', 'second') }}
                <= 60 * {{ var('session_gap_minutes') }}
                then 0
            else 1
        end) over (
            partition by anonymous_id
            order by occurred_at, event_id
            rows between unbounded preceding and current row
        ) as session_number
    from dated

),

-- A login identifies the entire session, including earlier events, unless two people logged in.
session_logins as (

    select
        anonymous_id,
        session_number,
        min(login_customer_id) as customer_id
    from numbered
    where login_customer_id is not null
    group by anonymous_id, session_number
    having count(distinct login_customer_id) = 1

),

final as (

    select
        numbered.event_id,
        refreshed.anonymous_id,
        cast(numbered.session_number as bigint) as session_number,
        coalesce(
            numbered.login_customer_id,
            session_logins.customer_id
            {%- if has_input('identity_links') %},
            devices.customer_id
            {%- endif %}
        ) as customer_id,
        refreshed.as_of_date,
        numbered.occurred_at,
        numbered.occurred_on,
        numbered.event_type,
        numbered.product_id,
        numbered.device,
        numbered.os,
        numbered.browser,
        numbered.app_version,
        refreshed.change_number
    from refreshed
    left join numbered on refreshed.anonymous_id = numbered.anonymous_id
    left join session_logins
        on
            numbered.anonymous_id = session_logins.anonymous_id
            and numbered.session_number = session_logins.session_number
    {%- if has_input('identity_links') %}
    left join devices on numbered.anonymous_id = devices.source_id
    {%- endif %}

)

select * from final
