with

known as (

    select * from {{ ref('known_customers') }}

),

customer_profile as (

    select * from {{ ref('customer_profile') }}

),

customer_geography as (

    select * from {{ ref('customer_geography') }}

),

customer_orders as (

    select * from {{ ref('customer_orders') }}

),

customer_rhythm as (

    select * from {{ ref('customer_rhythm') }}

),

customer_rfm as (

    select * from {{ ref('customer_rfm') }}

),

customer_value as (

    select * from {{ ref('customer_value') }}

),

{% if var('input_accounts') %}
customer_account as (

    select * from {{ ref('customer_account') }}

),
{% endif %}

{% if var('input_occasions') %}
customer_occasion_mix as (

    select * from {{ ref('customer_occasion_mix') }}

),
{% endif %}

{% if var('input_web_events') %}
customer_web as (

    select * from {{ ref('customer_web') }}

),
{% endif %}

{% if var('input_web_events') %}
customer_technographics as (

    select * from {{ ref('customer_technographics') }}

),
{% endif %}

{% if var('input_support_tickets') %}
customer_support as (

    select * from {{ ref('customer_support') }}

),
{% endif %}

{% if var('input_survey_responses') %}
customer_feedback as (

    select * from {{ ref('customer_feedback') }}

),
{% endif %}

{% if var('input_campaigns') %}
customer_campaigns as (

    select * from {{ ref('customer_campaigns') }}

),
{% endif %}

final as (

    select
        customer_orders.customer_id,
        customer_orders.as_of_date,
        known.account_id,
        customer_profile.customer_type = 'b2b' as is_business,
        customer_profile.customer_type,
        customer_profile.language,
        customer_profile.job_title,
        customer_profile.gender,
        customer_profile.age_years,
        customer_profile.age_band,
        customer_profile.has_email,
        customer_profile.has_phone,
        customer_profile.customer_since_on,
        customer_geography.country,
        customer_geography.region,
        customer_geography.city,
        customer_geography.postal_code,
        customer_geography.customers_in_region,
        customer_orders.orders,
        customer_orders.first_order_on,
        customer_orders.last_order_on,
        customer_orders.recency_days,
        customer_orders.tenure_days,
        customer_orders.purchase_days,
        customer_orders.repeat_purchase_days,
        customer_orders.median_gap_days,
        customer_orders.net_revenue,
        customer_orders.average_order_value,
        customer_orders.return_rate,
        customer_orders.discount_share,
        customer_orders.discounted_order_share,
        customer_orders.online_order_share,
        customer_orders.preferred_channel,
        customer_orders.orders_30d,
        customer_orders.orders_90d,
        customer_orders.orders_365d,
        customer_orders.net_revenue_30d,
        customer_orders.net_revenue_90d,
        customer_orders.net_revenue_365d,
        customer_rhythm.has_own_rhythm,
        customer_rhythm.usual_gap_days,
        customer_rhythm.gap_limit_days,
        customer_rhythm.lapse_limit_days,
        customer_rhythm.overdue_ratio,
        customer_rhythm.won_back_on,
        customer_rfm.r_score,
        customer_rfm.f_score,
        customer_rfm.m_score,
        customer_rfm.rfm_code,
        customer_rfm.rfm_segment,
        customer_value.value_basis,
        customer_value.customer_value,
        customer_value.value_rank_share
        {%- if var('input_customer_details') %},
        customer_profile.has_details,
        customer_profile.education,
        customer_profile.occupation,
        customer_profile.marital_status,
        customer_profile.household_size,
        customer_profile.children
        {%- for column in used_sensitive_features() %},
        customer_profile.{{ column }}
        {%- endfor %}
        {%- endif %}
        {%- if var('input_geo_reference') %},
        customer_geography.region_population,
        customer_geography.region_households,
        customer_geography.region_people_per_km2,
        customer_geography.region_median_income,
        customer_geography.region_penetration,
        customer_geography.climate_zone,
        customer_geography.urbanity
        {%- endif %}
        {%- if var('input_accounts') %},
        customer_account.industry,
        customer_account.employees,
        customer_account.employee_band,
        customer_account.revenue_band,
        customer_account.account_contacts,
        customer_account.account_net_revenue_365d
        {%- endif %}
        {%- if var('input_products') %},
        customer_orders.products,
        customer_orders.categories,
        customer_orders.top_category,
        customer_orders.top_category_share,
        customer_orders.margin,
        customer_orders.margin_365d,
        customer_orders.margin_rate
        {%- endif %}
        {%- if var('input_occasions') %},
        customer_occasion_mix.top_occasion,
        customer_occasion_mix.top_occasion_orders,
        customer_occasion_mix.top_occasion_index,
        customer_occasion_mix.kept_occasions,
        customer_occasion_mix.next_occasion,
        customer_occasion_mix.next_occasion_days
        {%- for occasion in var('feature_occasions') %},
        customer_occasion_mix.occasion_index_{{ occasion }}
        {%- endfor %}
        {%- endif %}
        {%- if var('input_web_events') %},
        customer_web.has_visits,
        customer_web.sessions,
        customer_web.sessions_30d,
        customer_web.sessions_90d,
        customer_web.sessions_365d,
        customer_web.last_visit_on,
        customer_web.visit_recency_days,
        customer_web.views,
        customer_web.searches,
        customer_web.carts,
        customer_web.checkouts,
        customer_web.products_viewed,
        customer_web.browse_no_buy,
        customer_web.has_left_cart
        {%- if var('input_products') %},
        customer_web.most_viewed_category
        {%- endif %}
        {%- endif %}
        {%- if var('input_web_events') %},
        customer_technographics.main_device,
        customer_technographics.main_os,
        customer_technographics.main_browser,
        customer_technographics.devices,
        customer_technographics.device_kinds,
        customer_technographics.mobile_share,
        customer_technographics.app_share,
        customer_technographics.app_version,
        customer_technographics.has_changed_os
        {%- endif %}
        {%- if var('input_support_tickets') %},
        customer_support.tickets,
        customer_support.tickets_30d,
        customer_support.tickets_90d,
        customer_support.tickets_365d,
        customer_support.open_tickets,
        customer_support.severe_tickets,
        customer_support.average_ticket_csat,
        customer_support.last_ticket_on,
        customer_support.top_ticket_topic,
        customer_support.tickets_per_order,
        customer_support.is_support_heavy
        {%- endif %}
        {%- if var('input_survey_responses') %},
        customer_feedback.nps_answers,
        customer_feedback.nps_score,
        customer_feedback.nps_on,
        customer_feedback.nps_group,
        customer_feedback.nps_change,
        customer_feedback.csat_score,
        customer_feedback.csat_on,
        customer_feedback.stated_need,
        customer_feedback.stated_value,
        customer_feedback.stated_interests,
        customer_feedback.stated_attitude,
        customer_feedback.stated_lifestyle,
        customer_feedback.stated_driver,
        customer_feedback.occasion_ahead,
        customer_feedback.occasion_ahead_age_days,
        customer_feedback.interests,
        customer_feedback.inferred_need
        {%- if var('input_products') %},
        customer_feedback.inferred_interest
        {%- endif %}
        {%- endif %}
        {%- if var('input_campaigns') %},
        customer_campaigns.sends,
        customer_campaigns.sends_30d,
        customer_campaigns.sends_90d,
        customer_campaigns.sends_365d,
        customer_campaigns.control_sends,
        customer_campaigns.bounces,
        customer_campaigns.opens,
        customer_campaigns.clicks,
        customer_campaigns.conversions,
        customer_campaigns.open_rate,
        customer_campaigns.click_rate,
        customer_campaigns.conversion_rate,
        customer_campaigns.campaign_revenue,
        customer_campaigns.has_unsubscribed,
        customer_campaigns.last_sent_on,
        customer_campaigns.is_fatigued
        {%- endif %}
    from customer_orders
    inner join known on customer_orders.customer_id = known.customer_id
    inner join customer_profile on customer_orders.customer_id = customer_profile.customer_id
    inner join customer_geography on customer_orders.customer_id = customer_geography.customer_id
    inner join customer_rhythm on customer_orders.customer_id = customer_rhythm.customer_id
    inner join customer_rfm on customer_orders.customer_id = customer_rfm.customer_id
    inner join customer_value on customer_orders.customer_id = customer_value.customer_id
    {%- if var('input_accounts') %}
    inner join customer_account
        on customer_orders.customer_id = customer_account.customer_id
    {%- endif %}
    {%- if var('input_occasions') %}
    inner join customer_occasion_mix
        on customer_orders.customer_id = customer_occasion_mix.customer_id
    {%- endif %}
    {%- if var('input_web_events') %}
    inner join customer_web
        on customer_orders.customer_id = customer_web.customer_id
    {%- endif %}
    {%- if var('input_web_events') %}
    inner join customer_technographics
        on customer_orders.customer_id = customer_technographics.customer_id
    {%- endif %}
    {%- if var('input_support_tickets') %}
    inner join customer_support
        on customer_orders.customer_id = customer_support.customer_id
    {%- endif %}
    {%- if var('input_survey_responses') %}
    inner join customer_feedback
        on customer_orders.customer_id = customer_feedback.customer_id
    {%- endif %}
    {%- if var('input_campaigns') %}
    inner join customer_campaigns
        on customer_orders.customer_id = customer_campaigns.customer_id
    {%- endif %}

)

select * from final
