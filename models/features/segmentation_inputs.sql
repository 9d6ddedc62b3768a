{#- What each input is for: the tables and columns that are missing without it. -#}
{%- set inputs = {
    'refunds': 'order_refunds: what was given back of orders that are not returned whole',
    'accounts': 'customer_account, account_features: industry, size and contacts; companies as entities',
    'products': 'purchase_items, customer_products: margin, categories; what was viewed',
    'customer_details': 'education, occupation, marital status, household, stated age group',
    'web_events': 'visit_events, customer_web, customer_technographics: visits, devices',
    'support_tickets': 'customer_support: requests, their topics and how content people were',
    'survey_responses': 'customer_feedback: NPS, CSAT, needs, interests, attitudes',
    'campaigns': 'campaign_contacts, customer_campaigns: sends, responses, fatigue',
    'consents': 'what people agreed to: who may be addressed where',
    'suppressions': 'who must not be addressed, whatever they agreed to',
    'erasure_requests': 'leaving out people who asked to be forgotten',
    'identity_links': 'customer_xref: people with several customer numbers, visits without login',
    'occasions': 'customer_occasions, customer_occasion_mix: for which days people buy',
    'geo_reference': 'population, density, income, climate of regions',
    'market_reference': 'how many customers there are in the market',
    'costs': 'what a contact costs',
    'experiment_assignments': 'experiments whose arms are assigned elsewhere',
} -%}
{%- set sensitive = ['income_band', 'religion', 'ethnicity'] -%}

with

{% if has_input('products') %}
products as (

    select * from {{ ref('stg_products') }}

),
{% endif %}

inputs as (

    select
        'customers' as input,
        true as is_present,
        cast(null as {{ dbt.type_string() }}) as left_out

    union all

    select
        'orders' as input,
        true as is_present,
        cast(null as {{ dbt.type_string() }}) as left_out
    {%- for input, purpose in inputs.items() %}
    {%- set missing = missing_models(input) %}
    {%- set is_half_there = 0 < missing | length < models_of_input(input) | length %}

    union all

    select
        '{{ input }}' as input,
        {{ 'true' if has_input(input) else 'false' }} as is_present,
        {% if has_input(input) -%}
        null as left_out
        {%- elif is_half_there -%}
        '{{ purpose }}; for this, {{ missing | join(" and ") }} is missing' as left_out
        {%- else -%}
        '{{ purpose }}' as left_out
        {%- endif %}
    {%- endfor %}

    union all

    {# Products can lack costs: then there is no margin. #}
    {%- if has_input('products') %}
    select
        'product_costs' as input,
        count(cost) > 0 as is_present,
        case when count(cost) = 0 then 'margin, margin_365d and margin_rate are NULL' end
            as left_out
    from products
    {%- else %}
    select
        'product_costs' as input,
        false as is_present,
        'margin, margin_365d and margin_rate' as left_out
    {%- endif %}
    {%- for column in sensitive %}
    {%- set is_used = has_input('customer_details') and column in used_sensitive_features() %}

    union all

    select
        '{{ column }}' as input,
        {{ 'true' if is_used else 'false' }} as is_present,
        {{ 'null' if is_used else "'" ~ column ~ ", by the variable sensitive_features'" }}
            as left_out
    {%- endfor %}

),

final as (

    select
        input,
        is_present,
        left_out
    from inputs

)

select * from final
