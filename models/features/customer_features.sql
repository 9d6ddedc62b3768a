{#- Values that change every day for everybody are stamps, computed from dates that stay. -#}
{%- set stamps = {
    'as_of_date': '{{ as_of_date() }}',
    'recency_days': days_since('last_order_on'),
    'tenure_days': days_since('first_order_on'),
    'overdue_ratio': overdue_ratio(),
} %}
{%- if has_input('web_events') %}
    {%- do stamps.update({'visit_recency_days': days_since('last_visit_on')}) %}
{%- endif %}
{%- if has_input('occasions') %}
    {%- do stamps.update({'next_occasion_days': days_until('next_occasion_on')}) %}
{%- endif %}
{{- config(refresh_by='customer_id', stamps=stamps) }}
{#- What optional inputs add: the inputs that are needed (one or two), the model, its columns. -#}
{%- set occasion_indexes = [] %}
{%- for occasion in var('feature_occasions') %}
    {%- do occasion_indexes.append('occasion_index_' ~ occasion) %}
{%- endfor %}
{%- set optional = [
    (['customer_details'], 'customer_profile', [
        'has_details',
        'education',
        'occupation',
        'marital_status',
        'household_size',
        'children',
    ] + used_sensitive_features()),
    (['geo_reference'], 'customer_geography', [
        'region_population',
        'region_households',
        'region_people_per_km2',
        'region_median_income',
        'region_penetration',
        'climate_zone',
        'urbanity',
    ]),
    (['accounts'], 'customer_account', [
        'industry',
        'employees',
        'employee_band',
        'revenue_band',
        'account_contacts',
        'account_net_revenue_365d',
    ]),
    (['products'], 'customer_orders', [
        'products',
        'categories',
        'top_category',
        'top_category_share',
        'margin',
        'margin_365d',
        'margin_rate',
    ]),
    (['occasions'], 'customer_occasion_mix', [
        'top_occasion',
        'top_occasion_orders',
        'top_occasion_index',
        'kept_occasions',
        'next_occasion',
        'next_occasion_on',
    ] + occasion_indexes),
    (['web_events'], 'customer_web', [
        'has_visits',
        'sessions',
        'sessions_30d',
        'sessions_90d',
        'sessions_365d',
        'last_visit_on',
        'views',
        'searches',
        'carts',
        'checkouts',
        'products_viewed',
        'browse_no_buy',
        'has_left_cart',
    ]),
    (['web_events', 'products'], 'customer_web', [
        'most_viewed_category',
    ]),
    (['web_events'], 'customer_technographics', [
        'main_device',
        'main_os',
        'main_browser',
        'devices',
        'device_kinds',
        'mobile_share',
        'app_share',
        'app_version',
        'has_changed_os',
    ]),
    (['support_tickets'], 'customer_support', [
        'tickets',
        'tickets_30d',
        'tickets_90d',
        'tickets_365d',
        'open_tickets',
        'severe_tickets',
        'average_ticket_csat',
        'last_ticket_on',
        'top_ticket_topic',
        'tickets_per_order',
        'is_support_heavy',
    ]),
    (['survey_responses'], 'customer_feedback', [
        'nps_answers',
        'nps_score',
        'nps_on',
        'nps_group',
        'nps_change',
        'csat_score',
        'csat_on',
        'stated_need',
        'stated_value',
        'stated_interests',
        'stated_attitude',
        'stated_lifestyle',
        'stated_driver',
        'occasion_ahead',
        'occasion_ahead_age_days',
        'interests',
        'inferred_need',
    ]),
    (['survey_responses', 'products'], 'customer_feedback', [
        'inferred_interest',
    ]),
    (['campaigns'], 'customer_campaigns', [
        'sends',
        'sends_30d',
        'sends_90d',
        'sends_365d',
        'control_sends',
        'bounces',
        'opens',
        'clicks',
        'conversions',
        'open_rate',
        'click_rate',
        'conversion_rate',
        'campaign_revenue',
        'has_unsubscribed',
        'last_sent_on',
        'is_fatigued',
    ]),
] %}

{#- Each has exactly one row per customer: the joins neither lose nor duplicate anybody. -#}
{%- set models = [
    'known_customers',
    'customer_profile',
    'customer_geography',
    'customer_rhythm',
    'customer_rfm',
    'customer_worth',
] %}
{%- set added = [] %}
{%- for needs, model, columns in optional if has_input(needs[0]) and has_input(needs[-1]) %}
    {%- do added.append((model, columns)) %}
    {%- if model not in models and model != 'customer_orders' %}{% do models.append(model) %}{% endif %}
{%- endfor %}

with

customer_orders as (

    select * from {{ ref('customer_orders') }}

),

{% for model in models %}
{{ model }} as (

    select * from {{ ref(model) }}

),
{% endfor %}

final as (

    select
        customer_orders.customer_id,
        known_customers.account_id,
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
        customer_rhythm.won_back_on,
        customer_rfm.r_score,
        customer_rfm.f_score,
        customer_rfm.m_score,
        customer_rfm.rfm_code,
        customer_rfm.rfm_segment,
        customer_worth.value_basis,
        customer_worth.customer_value
        {%- for model, columns in added %}
        {%- for column in columns %},
        {{ model }}.{{ column }}
        {%- endfor %}
        {%- endfor %}
    from customer_orders
    {%- for model in models %}
    inner join {{ model }} on customer_orders.customer_id = {{ model }}.customer_id
    {%- endfor %}

)

select * from final
