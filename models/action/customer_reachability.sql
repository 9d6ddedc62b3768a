{#- A view, so that a withdrawn consent or a suppression takes effect in the next export, not in the
    next build. It is not refreshed by customer: the list of channels follows from everybody's
    consents, so one customer's consent can change another customer's rows. -#}
{{ config(enabled=has_input('consents'), materialized='view') }}
{%- set last_day_without_fatigue = dbt.dateadd('day', -var('fatigue_days'), as_of_date()) %}

with

customers as (

    select * from {{ ref('known_customers') }}

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

consents as (

    select
        customer_ids.customer_id,
        stg_consents.channel,
        stg_consents.status,
        stg_consents.changed_at
    from {{ ref('stg_consents') }} as stg_consents
    inner join customer_ids on stg_consents.customer_id = customer_ids.source_customer_id
    where {{ on_or_before_local_day('stg_consents.changed_at', as_of_date()) }}

),

-- Of two changes at the same moment, the refusal wins: contacting somebody who said no is worse
-- than missing somebody who said yes.
consents_by_recency as (

    select
        *,
        row_number() over (
            partition by customer_id, channel
            order by changed_at desc, case when status = 'granted' then 1 else 0 end
        ) as recency_rank
    from consents

),

latest_consents as (

    select * from consents_by_recency
    where recency_rank = 1

),

{% if has_input('suppressions') %}
suppressions as (

    select distinct
        customer_ids.customer_id,
        stg_suppressions.channel
    from {{ ref('stg_suppressions') }} as stg_suppressions
    inner join customer_ids on stg_suppressions.customer_id = customer_ids.source_customer_id
    where
        {{ on_or_before_local_day('stg_suppressions.suppressed_at', as_of_date()) }}
        and (
            stg_suppressions.lifted_at is null
            or not {{ on_or_before_local_day('stg_suppressions.lifted_at', as_of_date()) }}
        )

),
{% endif %}

{% if has_input('campaigns') %}
sends as (

    select
        customer_ids.customer_id,
        campaigns.channel,
        campaign_sends.send_id,
        campaign_sends.sent_at
    from {{ ref('stg_campaign_sends') }} as campaign_sends
    inner join {{ ref('stg_campaigns') }} as campaigns
        on campaign_sends.campaign_id = campaigns.campaign_id
    inner join customer_ids on campaign_sends.customer_id = customer_ids.source_customer_id
    where
        not campaign_sends.is_control
        and {{ on_or_before_local_day('campaign_sends.sent_at', as_of_date()) }}

),

responses as (

    select
        sends.customer_id,
        sends.channel,
        campaign_responses.response_type,
        campaign_responses.responded_at
    from {{ ref('stg_campaign_responses') }} as campaign_responses
    inner join sends on campaign_responses.send_id = sends.send_id
    where {{ on_or_before_local_day('campaign_responses.responded_at', as_of_date()) }}

),

signs_of_life as (

    select
        customer_id,
        channel,
        max(case when response_type in ('open', 'click') then responded_at end) as last_read_at,
        max(case when response_type = 'unsubscribe' then responded_at end) as unsubscribed_at
    from responses
    group by customer_id, channel

),

bounces as (

    select
        responses.customer_id,
        responses.channel,
        count(*) as bounces
    from responses
    inner join signs_of_life
        on
            responses.customer_id = signs_of_life.customer_id
            and responses.channel = signs_of_life.channel
    where
        responses.response_type = 'bounce'
        and (
            signs_of_life.last_read_at is null
            or responses.responded_at > signs_of_life.last_read_at
        )
    group by responses.customer_id, responses.channel

),

-- Fatigue is counted per channel: many e-mails do not rule out a letter.
recent_sends as (

    select
        customer_id,
        channel,
        count(*) as sends
    from sends
    where not {{ on_or_before_local_day('sent_at', last_day_without_fatigue) }}
    group by customer_id, channel

),
{% endif %}

-- Without any recorded consent, nobody may be contacted on a channel: it is left out entirely.
channels as (
{% for channel in var('contact_channels') %}
    select '{{ channel }}' as channel
    where '{{ channel }}' in (select channel from consents)
    {{ 'union all' if not loop.last }}
{%- endfor %}

),

judged as (

    select
        customers.customer_id,
        channels.channel,
        case
            {% if has_input('suppressions') -%}
            when suppressed_everywhere.customer_id is not null then 'suppression'
            when suppressed_here.customer_id is not null then 'suppression'
            {% endif -%}
            {% for channel, address in var('contact_channels').items() if address -%}
            when channels.channel = '{{ channel }}' and customers.{{ address }} is null
                then 'no_address'
            {% endfor -%}
            when latest_consents.status is null then 'no_consent'
            when latest_consents.status <> 'granted' then 'withdrawn'
            {% if has_input('campaigns') -%}
            when signs_of_life.unsubscribed_at > latest_consents.changed_at then 'withdrawn'
            when bounces.bounces >= {{ var('bounce_limit') }} then 'bounce'
            when recent_sends.sends >= {{ var('campaign_fatigue_sends') }} then 'fatigue'
            {% endif -%}
            when {{ in_global_holdout('customers.customer_id') }} then 'holdout'
        end as blocked_by
    from customers
    cross join channels
    left join latest_consents
        on
            customers.customer_id = latest_consents.customer_id
            and channels.channel = latest_consents.channel
    {% if has_input('suppressions') -%}
    left join suppressions as suppressed_here
        on
            customers.customer_id = suppressed_here.customer_id
            and channels.channel = suppressed_here.channel
    left join suppressions as suppressed_everywhere
        on
            customers.customer_id = suppressed_everywhere.customer_id
            and suppressed_everywhere.channel = 'all'
    {% endif -%}
    {% if has_input('campaigns') -%}
    left join signs_of_life
        on
            customers.customer_id = signs_of_life.customer_id
            and channels.channel = signs_of_life.channel
    left join bounces
        on
            customers.customer_id = bounces.customer_id
            and channels.channel = bounces.channel
    left join recent_sends
        on
            customers.customer_id = recent_sends.customer_id
            and channels.channel = recent_sends.channel
    {% endif %}
),

final as (

    select
        customer_id,
        channel,
        blocked_by is null as is_reachable,
        blocked_by
    from judged

)

select * from final
