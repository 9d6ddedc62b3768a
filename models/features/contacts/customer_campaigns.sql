{{ config(enabled=has_input('campaigns'), refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

contacts as (

    select
        *,
        {{ dbt.datediff('sent_on', 'as_of_date', 'day') }} as send_age_days
    from {{ ref('campaign_contacts') }}

),

received as (

    select
        customer_id,
        count(*) as sends
        {%- for days in [30, 90, 365] %},
        cast(sum(case when send_age_days < {{ days }} then 1 else 0 end) as bigint)
            as sends_{{ days }}d
        {%- endfor %}
        {%- for name, flag in [
            ('bounces', 'is_bounced'),
            ('opens', 'is_opened'),
            ('clicks', 'is_clicked'),
            ('conversions', 'is_converted'),
        ] %},
        cast(sum(case when {{ flag }} then 1 else 0 end) as bigint) as {{ name }}
        {%- endfor %},
        sum(revenue) as campaign_revenue,
        max(case when is_unsubscribed or is_complaint then 1 else 0 end) = 1 as has_unsubscribed,
        max(sent_on) as last_sent_on,
        max(last_open_on) as last_open_on
    from contacts
    where not is_control
    group by customer_id

),

-- Held-out customers were sent nothing: they would dilute every rate.
controls as (

    select
        customer_id,
        count(*) as control_sends
    from contacts
    where is_control
    group by customer_id

),

final as (

    select
        customers.customer_id,
        coalesce(received.sends, 0) as sends
        {%- for days in [30, 90, 365] %},
        coalesce(received.sends_{{ days }}d, 0) as sends_{{ days }}d
        {%- endfor %},
        coalesce(controls.control_sends, 0) as control_sends
        {%- for name in ['bounces', 'opens', 'clicks', 'conversions'] %},
        coalesce(received.{{ name }}, 0) as {{ name }}
        {%- endfor %}
        {%- for name in ['open', 'click', 'conversion'] %},
        -- Rates are of what arrived: a bounced message could not be opened.
        cast(received.{{ name }}s as double) / nullif(received.sends - received.bounces, 0)
            as {{ name }}_rate
        {%- endfor %},
        cast(coalesce(received.campaign_revenue, 0) as decimal(18, 2)) as campaign_revenue,
        coalesce(received.has_unsubscribed, false) as has_unsubscribed,
        received.last_sent_on,
        received.last_open_on,
        coalesce(received.sends_30d, 0) >= {{ var('campaign_fatigue_sends') }} as is_fatigued
    from customers
    left join received on customers.customer_id = received.customer_id
    left join controls on customers.customer_id = controls.customer_id

)

select * from final
