{{ config(enabled=has_input('campaigns')) }}

with

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

campaigns as (

    select * from {{ ref('stg_campaigns') }}

),

sends as (

    select * from {{ ref('stg_campaign_sends') }}

),

-- A run for a past day must not know what people did later.
responses as (

    select
        *,
        {{ local_date('responded_at') }} as responded_on
    from {{ ref('stg_campaign_responses') }}
    where {{ on_or_before_local_day('responded_at', as_of_date()) }}

),

-- Mail programs report opens and clicks many times: one send has each at most once.
by_send as (

    select
        send_id,
        max(responded_on) as last_response_on
        {%- for name in ['bounce', 'open', 'click', 'conversion', 'unsubscribe', 'complaint'] %},
        max(case when response_type = '{{ name }}' then responded_on end) as {{ name }}_on
        {%- endfor %},
        sum(case when response_type = 'conversion' then revenue end) as revenue
    from responses
    group by send_id

),

final as (

    select
        sends.send_id,
        sends.campaign_id,
        customer_ids.customer_id,
        campaigns.channel,
        campaigns.objective,
        sends.variant,
        sends.is_control,
        {{ local_date('sends.sent_at') }} as sent_on,
        by_send.bounce_on is not null as is_bounced,
        by_send.open_on is not null as is_opened,
        by_send.click_on is not null as is_clicked,
        by_send.conversion_on is not null as is_converted,
        by_send.unsubscribe_on is not null as is_unsubscribed,
        by_send.complaint_on is not null as is_complaint,
        by_send.last_response_on,
        by_send.open_on as last_open_on,
        by_send.revenue
    from sends
    inner join campaigns on sends.campaign_id = campaigns.campaign_id
    inner join customer_ids on sends.customer_id = customer_ids.source_customer_id
    left join by_send on sends.send_id = by_send.send_id
    where {{ on_or_before_local_day('sends.sent_at', 'customer_ids.as_of_date') }}

)

select * from final
