{#
Purpose    the cut points of RFM scores: percentiles of recency, frequency and monetary value
Arguments  buyers   a relation in scope, buyers only: recency_days, orders, net_revenue
           counted  the name of the column with their number
Result     CTEs, without a trailing comma; `final` has one row per measure: measure, the
           count, p20, p40, p60, p80
Example    with buyers as (...), {{ rfm_cut_points('buyers', 'customers') }} select * from final
#}
{% macro rfm_cut_points(buyers, counted) -%}
-- One column for all three measures, so that percentiles are written only once.
measures as (

    select
        'recency_days' as measure,
        cast(recency_days as double) as measured
    from {{ buyers }}

    union all

    select
        'frequency' as measure,
        cast(orders as double) as measured
    from {{ buyers }}

    union all

    select
        'monetary' as measure,
        cast(net_revenue as double) as measured
    from {{ buyers }}

),

final as (

    select
        measure,
        count(*) as {{ counted }}
        {%- for percent in [20, 40, 60, 80] %},
        {{ percentile(percent / 100, 'measured') }} as p{{ percent }}
        {%- endfor %}
    from measures
    group by measure

)
{%- endmacro %}

{#
Purpose    RFM scores by stored cut points, their code, and its segment name by the map in use. If
           most customers ordered last on the same day, there are no fifths of recency. If that
           day is more than lifecycle_new_days ago, they score in the middle, and none is new
Arguments  key         the column that identifies the owner of the scores
           orders      a relation in scope, one row per key: last_order_on, recency_days, orders,
                       net_revenue
           cut_points  a relation in scope: see rfm_cut_points
Result     CTEs, without a trailing comma; `final` has one row per key. Without an order the
           scores are NULL and the segment is prospect
Example    with orders as (...), cut_points as (...), {{ rfm_scores('customer_id') }}
           select * from final
#}
{% macro rfm_scores(key, orders='orders', cut_points='cut_points') -%}
rfm_names as (

    {% if var('rfm_map') == 'rf' %}
    select
        rf_code as code,
        rfm_segment
    from {{ ref('rf_code_map') }}
    {% else %}
    select
        rfm_code as code,
        rfm_segment
    from {{ ref('rfm_code_map') }}
    {% endif %}

),

recency_cuts as (

    select * from {{ cut_points }}
    where measure = 'recency_days'

),

frequency_cuts as (

    select * from {{ cut_points }}
    where measure = 'frequency'

),

monetary_cuts as (

    select * from {{ cut_points }}
    where measure = 'monetary'

),

-- Customers without an order have no scores: as the lowest fifth, they would fill all cut points.
scores as (

    select
        buyers.{{ key }},
        {{ score('buyers.recency_days', 'recency_cuts', lower_is_better=true) }} as r_score,
        {{ score('buyers.orders', 'frequency_cuts') }} as f_score,
        {{ score('buyers.net_revenue', 'monetary_cuts') }} as m_score,
        recency_cuts.p20 = recency_cuts.p80
        and buyers.recency_days = recency_cuts.p20
        and buyers.recency_days > {{ var('lifecycle_new_days') }} as is_one_of_most
    from {{ orders }} as buyers
    -- One row each: a cross join adds columns, not rows.
    cross join recency_cuts
    cross join frequency_cuts
    cross join monetary_cuts
    where buyers.orders > 0

),

placed as (

    select
        {{ key }},
        case when is_one_of_most then 3 else r_score end as r_score,
        f_score,
        m_score,
        is_one_of_most
    from scores

),

codes as (

    select
        {{ key }},
        r_score,
        f_score,
        m_score,
        cast(r_score as {{ dbt.type_string() }})
        || cast(f_score as {{ dbt.type_string() }})
        || cast(m_score as {{ dbt.type_string() }}) as rfm_code,
        is_one_of_most
    from placed

),

final as (

    select
        everybody.{{ key }},
        everybody.last_order_on,
        everybody.orders as frequency,
        everybody.net_revenue as monetary,
        codes.r_score,
        codes.f_score,
        codes.m_score,
        codes.rfm_code,
        case
            when codes.{{ key }} is null then 'prospect'
            when codes.is_one_of_most and rfm_names.rfm_segment = 'new' then 'about_to_sleep'
            else rfm_names.rfm_segment
        end as rfm_segment
    from {{ orders }} as everybody
    left join codes on everybody.{{ key }} = codes.{{ key }}
    left join rfm_names
        on substring(codes.rfm_code, 1, {{ 2 if var('rfm_map') == 'rf' else 3 }}) = rfm_names.code

)
{%- endmacro %}
