{{
    config(
        enabled=has_input('web_events'),
        materialized='incremental',
        unique_key='customer_id',
        delete_when='systems_ever is null',
        on_definition_change='full_refresh',
        stamps={},
    )
}}

with

{% if is_incremental() %}
-- As time passes, visits leave the window without any change in the data.
aged as (
    {{ customers_crossing_age(ref('visit_events'), 'occurred_on', [var('technographics_days')]) }}
),
{% endif %}

refreshed as (
    {{ keys_to_refresh(ref('visitor_changes'), also='aged') }}
),

all_events as (

    select
        events.*,
        {{ dbt.datediff('events.occurred_on', 'refreshed.as_of_date', 'day') }} as visit_age_days
    from {{ ref('visit_events') }} as events
    inner join refreshed on events.customer_id = refreshed.customer_id

),

events as (

    select * from all_events
    where visit_age_days < {{ var('technographics_days') }}

),

by_customer as (

    select
        customer_id,
        count(distinct anonymous_id) as devices,
        count(distinct device) as device_kinds,
        avg(case when device = 'mobile' then 1.0 else 0.0 end) as mobile_share,
        avg(case when browser = 'app' then 1.0 else 0.0 end) as app_share,
        max(occurred_on) as last_seen_on
    from events
    group by customer_id

),

used as (

    {% for trait in ['device', 'os', 'browser'] -%}
    select
        customer_id,
        '{{ trait }}' as trait,
        {{ trait }} as trait_value,
        occurred_at
    from events
    {{ 'union all' if not loop.last }}

    {% endfor -%}
),

ranked as (

    select
        customer_id,
        trait,
        trait_value,
        row_number() over (
            partition by customer_id, trait
            order by count(*) desc, max(occurred_at) desc, trait_value
        ) as usage_rank
    from used
    where trait_value is not null
    group by customer_id, trait, trait_value

),

mains as (

    select
        customer_id
        {%- for trait in ['device', 'os', 'browser'] %},
        max(case when trait = '{{ trait }}' then trait_value end) as main_{{ trait }}
        {%- endfor %}
    from ranked
    where usage_rank = 1
    group by customer_id

),

app_visits as (

    select
        customer_id,
        app_version,
        row_number() over (
            partition by customer_id
            order by occurred_at desc, event_id desc
        ) as recency_rank
    from events
    where app_version is not null

),

systems_ever as (

    select
        customer_id,
        count(distinct os) as systems_ever
    from all_events
    group by customer_id

),

final as (

    select
        refreshed.customer_id,
        refreshed.as_of_date,
        refreshed.change_number,
        mains.main_device,
        mains.main_os,
        mains.main_browser,
        by_customer.devices,
        by_customer.device_kinds,
        by_customer.mobile_share,
        by_customer.app_share,
        app_visits.app_version,
        by_customer.last_seen_on,
        systems_ever.systems_ever
    from refreshed
    left join by_customer on refreshed.customer_id = by_customer.customer_id
    left join mains on refreshed.customer_id = mains.customer_id
    left join app_visits
        on
            refreshed.customer_id = app_visits.customer_id
            and app_visits.recency_rank = 1
    left join systems_ever on refreshed.customer_id = systems_ever.customer_id

)

select * from final
