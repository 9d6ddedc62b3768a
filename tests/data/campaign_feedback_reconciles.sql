-- The results of a campaign in a segment must not exceed those of the entire campaign and the
-- orders after its sends, and its increments must follow from the counts in the same row.
{{ config(enabled=has_input('campaigns')) }}

with

feedback as (

    select * from {{ ref('campaign_feedback') }}

),

sends as (

    select
        campaign_id,
        count(*) as sends
    from {{ ref('stg_campaign_sends') }}
    group by campaign_id

),

orders as (

    select
        sends.campaign_id,
        count(distinct sends.send_id) as converted_sends,
        sum(purchases.net_revenue) as revenue
    from {{ ref('stg_campaign_sends') }} as sends
    inner join {{ ref('customer_ids') }} as customer_ids
        on sends.customer_id = customer_ids.source_customer_id
    inner join {{ ref('purchases') }} as purchases
        on
            customer_ids.customer_id = purchases.customer_id
            and purchases.ordered_at > sends.sent_at
            and {{ dbt.datediff('sends.sent_at', 'purchases.ordered_at', 'day') }}
            <= {{ var('attribution_days') }}
    group by sends.campaign_id

),

final as (

    select feedback.*
    from feedback
    inner join sends on feedback.campaign_id = sends.campaign_id
    left join orders on feedback.campaign_id = orders.campaign_id
    where
        feedback.sends + feedback.holdout > sends.sends
        or feedback.opens > feedback.sends
        or feedback.clicks > feedback.sends
        or feedback.conversions > feedback.sends
        or feedback.unsubscribes > feedback.sends
        or feedback.holdout_conversions > feedback.holdout
        or feedback.conversions + feedback.holdout_conversions
        > coalesce(orders.converted_sends, 0)
        or feedback.revenue + feedback.holdout_revenue > coalesce(orders.revenue, 0)
        or feedback.conversion_increment not between feedback.increment_low and feedback.increment_high
        or (feedback.conversion_increment is null) <> (feedback.sends = 0 or feedback.holdout = 0)
        or abs(
            feedback.conversion_increment * feedback.sends * feedback.holdout
            - feedback.conversions * feedback.holdout
            + feedback.holdout_conversions * feedback.sends
        ) > 0.000001 * feedback.sends * feedback.holdout
        or abs(
            (cast(feedback.revenue as double) - feedback.revenue_increment) * feedback.holdout
            - cast(feedback.holdout_revenue as double) * feedback.sends
        ) > 0.01

)

select * from final
