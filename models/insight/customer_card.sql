{{ config(materialized='view', refresh_by='customer_id') }}

{#- The facts shown about a customer: topic, label, text. A fact whose text is NULL is left out. -#}
{%- set money = ' ' ~ var('reporting_currency') -%}
{%- set horizon = var('clv_period_days') * var('clv_periods') -%}
{%- set spread = (100 * var('clv_interval')) | round | int -%}
{%- set due = '(last_order_on + cast(round(usual_gap_days) as integer))' -%}
{%- set facts = [
    ('who', 'customer since', shown_text('customer_since_on')),
    ('who', 'kind', 'customer_type'),
    ('who', 'age', "replace(age_band, '_', ' ')"),
    ('who', 'gender', 'gender'),
    ('who', 'place', "nullif(concat_ws(', ', city, region, country), '')"),
    ('who', 'language', 'language'),
    ('who', 'job title', 'job_title'),
    ('value', 'orders', shown_text('orders')),
    ('value', 'last order', shown_text('last_order_on') ~ " || ', ' || "
        ~ shown_text('recency_days') ~ " || ' days ago'"),
    ('value', 'net revenue', shown_text('net_revenue') ~ " || '" ~ money ~ ", ' || "
        ~ shown_text('net_revenue_365d') ~ " || ' of it in 365 days'"),
    ('value', 'average order', shown_money('average_order_value')),
    ('value', 'rank', shown_share('value_rank_share')
        ~ " || ' of all value comes from better customers'"),
    ('value', 'rfm', "rfm_segment || ' (' || rfm_code || ')'"),
    ('value', 'expected margin', shown_text('clv') ~ " || '" ~ money ~ " in " ~ horizon ~ " days'"),
    ('value', spread ~ ' % interval', "case when clv_high > 0 then " ~ shown_text('clv_low')
        ~ " || ' to ' || " ~ shown_text('clv_high') ~ " || '" ~ money ~ "' end"),
    ('next', 'usual gap', shown_text('cast(round(usual_gap_days) as integer)') ~ " || ' days'"),
    ('next', 'order due', "case when recency_days <= lapse_limit_days then " ~ shown_text(due)
        ~ " || case when " ~ due ~ " < as_of_date then ', ' || " ~ shown_text('as_of_date - ' ~ due)
        ~ " || ' days ago' else '' end end"),
    ('next', 'at risk from', "case when recency_days <= gap_limit_days then "
        ~ shown_text('last_order_on + cast(floor(gap_limit_days) as integer) + 1') ~ " end"),
    ('next', 'lapsed from', "case when recency_days <= lapse_limit_days then "
        ~ shown_text('last_order_on + cast(floor(lapse_limit_days) as integer) + 1') ~ " end"),
    ('next', 'orders in ' ~ var('clv_next_order_days') ~ ' days',
        shown_share('next_order_probability') ~ " || ' likely'"),
    ('next', 'orders in ' ~ horizon ~ ' days',
        shown_text('cast(round(expected_orders, 1) as decimal(18, 1))') ~ " || ' expected'"),
    ('next', 'churned', shown_share('churn_probability') ~ " || ' likely'"),
    ('next', 'conflict', 'rhythm_conflict'),
] -%}
{%- if has_input('accounts') -%}
    {%- do facts.append(('who', 'company',
        "nullif(concat_ws(', ', account_id, industry, employee_band || ' employees'), '')")) -%}
{%- endif -%}
{%- if has_input('occasions') -%}
    {%- do facts.append(('next', 'occasion', "next_occasion || ' in ' || "
        ~ shown_text('next_occasion_days') ~ " || ' days'")) -%}
{%- endif -%}
{%- if has_input('web_events') -%}
    {%- do facts.append(('who', 'last visit', shown_text('last_visit_on'))) -%}
{%- endif -%}
{%- if has_input('support_tickets') -%}
    {%- do facts.append(('feedback', 'open tickets',
        "case when open_tickets > 0 then " ~ shown_text('open_tickets') ~ " end")) -%}
{%- endif -%}
{%- if has_input('survey_responses') -%}
    {%- do facts.append(('feedback', 'NPS', shown_text('nps_score')
        ~ " || ' (' || nps_group || ', ' || " ~ shown_text('nps_on') ~ " || ')'")) -%}
    {%- do facts.append(('feedback', 'needs', 'stated_need')) -%}
{%- endif %}

with

customer_features as (

    select * from {{ ref('customer_features') }}

),

customer_clv as (

    select * from {{ ref('customer_clv') }}

),

customer_outlook as (

    select * from {{ ref('customer_outlook') }}

),

customers as (

    select
        customer_features.*,
        customer_clv.clv,
        customer_clv.clv_low,
        customer_clv.clv_high,
        customer_clv.next_order_probability,
        customer_clv.expected_orders,
        customer_clv.churn_probability,
        customer_outlook.value_rank_share,
        customer_outlook.rhythm_conflict
    from customer_features
    inner join customer_clv on customer_features.customer_id = customer_clv.customer_id
    inner join customer_outlook on customer_features.customer_id = customer_outlook.customer_id

),

told as (
{%- for topic, label, value in facts %}
    {{ 'union all' if not loop.first }}
    select
        customer_id,
        {{ ['who', 'value', 'next', 'feedback'].index(topic) * 100 + loop.index }} as position,
        '{{ topic }}' as topic,
        '{{ label }}' as label,
        {{ value }} as value
    from customers
{%- endfor %}

),

final as (

    select * from told
    where value is not null

)

select * from final
