{{ config(enabled=has_input('campaigns')) }}

with

campaigns as (

    select * from {{ ref('stg_campaigns') }}

),

campaign_sends as (

    select * from {{ ref('stg_campaign_sends') }}

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

campaign_responses as (

    select * from {{ ref('stg_campaign_responses') }}
    where {{ on_or_before_local_day('responded_at', as_of_date()) }}

),

purchases as (

    select * from {{ ref('purchases') }}

),

history as (

    select * from {{ ref('segment_membership_history') }}

),

first_day as (

    select min(as_of_date) as recorded_from from {{ ref('membership_days') }}

),

by_send as (

    select
        send_id,
        max(case when response_type = 'open' then 1 else 0 end) as is_opened,
        max(case when response_type = 'click' then 1 else 0 end) as is_clicked,
        max(case when response_type = 'unsubscribe' then 1 else 0 end) as is_unsubscribed
    from campaign_responses
    group by send_id

),

own_sends as (

    select
        campaign_sends.send_id,
        campaign_sends.campaign_id,
        campaign_sends.is_control,
        campaign_sends.sent_at,
        customer_ids.customer_id
    from campaign_sends
    inner join customer_ids on campaign_sends.customer_id = customer_ids.source_customer_id
    where {{ on_or_before_local_day('campaign_sends.sent_at', as_of_date()) }}

),

-- Held-out customers have no clicks, so the mail provider cannot know what they ordered. Orders are
-- therefore counted in the shop, in the same way for both groups.
ordered as (

    select
        own_sends.send_id,
        cast(sum(purchases.net_revenue) as decimal(18, 2)) as revenue
    from own_sends
    inner join purchases
        on
            own_sends.customer_id = purchases.customer_id
            and purchases.ordered_at > own_sends.sent_at
            and purchases.ordered_at
            <= {{ dbt.dateadd('day', var('attribution_days'), 'own_sends.sent_at') }}
    group by own_sends.send_id

),

sends as (

    select
        own_sends.campaign_id,
        own_sends.customer_id,
        own_sends.is_control,
        {{ local_date('own_sends.sent_at') }} as sent_on,
        coalesce(by_send.is_opened, 0) as is_opened,
        coalesce(by_send.is_clicked, 0) as is_clicked,
        case when ordered.send_id is null then 0 else 1 end as is_converted,
        coalesce(by_send.is_unsubscribed, 0) as is_unsubscribed,
        coalesce(ordered.revenue, 0) as revenue
    from own_sends
    left join by_send on own_sends.send_id = by_send.send_id
    left join ordered on own_sends.send_id = ordered.send_id

),

-- Results belong to the segments that people were in at the time of the send, not to today's, into
-- which the campaign itself may have moved them. For sends before the first recorded day, that day
-- is used.
placed as (

    select
        sends.*,
        history.family,
        history.segment,
        sends.sent_on >= first_day.recorded_from as is_segment_of_send_day,
        {{ dbt.datediff('sends.sent_on', as_of_date(), 'day') }} >= {{ var('attribution_days') }}
            as is_window_over
    from sends
    cross join first_day
    inner join history
        on
            sends.customer_id = history.customer_id
            and history.valid_from <= greatest(sends.sent_on, first_day.recorded_from)
            and (
                history.valid_to is null
                or history.valid_to > greatest(sends.sent_on, first_day.recorded_from)
            )

),

counted as (

    select
        campaign_id,
        family,
        segment,
        is_segment_of_send_day,
        is_window_over,
        cast(sum(1 - is_held) as bigint) as sends,
        cast(sum(is_held) as bigint) as holdout,
        cast(sum((1 - is_held) * is_opened) as bigint) as opens,
        cast(sum((1 - is_held) * is_clicked) as bigint) as clicks,
        cast(sum((1 - is_held) * is_converted) as bigint) as conversions,
        cast(sum((1 - is_held) * is_unsubscribed) as bigint) as unsubscribes,
        cast(sum((1 - is_held) * revenue) as decimal(18, 2)) as revenue,
        cast(sum(is_held * is_converted) as bigint) as holdout_conversions,
        cast(sum(is_held * revenue) as decimal(18, 2)) as holdout_revenue
    from (
        select
            *,
            case when is_control then 1 else 0 end as is_held
        from placed
    ) as flagged
    group by campaign_id, family, segment, is_segment_of_send_day, is_window_over

),

final as (

    select
        counted.campaign_id,
        campaigns.channel,
        counted.family,
        counted.segment,
        counted.is_segment_of_send_day,
        counted.is_window_over,
        counted.sends,
        counted.holdout,
        counted.opens,
        counted.clicks,
        counted.conversions,
        counted.unsubscribes,
        counted.revenue,
        counted.holdout_conversions,
        counted.holdout_revenue,
        cast(counted.conversions as double) / nullif(counted.sends, 0) as conversion_rate,
        cast(counted.holdout_conversions as double) / nullif(counted.holdout, 0)
            as holdout_conversion_rate,
        cast(counted.conversions as double) / nullif(counted.sends, 0)
        - cast(counted.holdout_conversions as double) / nullif(counted.holdout, 0)
            as conversion_increment,
        {{ newcombe_end(
            -1,
            'counted.conversions', 'counted.sends', 'counted.holdout_conversions', 'counted.holdout'
        ) }} as increment_low,
        {{ newcombe_end(
            1,
            'counted.conversions', 'counted.sends', 'counted.holdout_conversions', 'counted.holdout'
        ) }} as increment_high,
        cast(counted.revenue as double)
        - cast(counted.holdout_revenue as double) * counted.sends / nullif(counted.holdout, 0)
            as revenue_increment
    from counted
    inner join campaigns on counted.campaign_id = campaigns.campaign_id

)

select * from final
