with

customers as (

    select * from {{ ref('customer_orders') }}

),

cut_points as (

    select * from {{ ref('rfm_cut_points') }}

),

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

    select * from cut_points
    where measure = 'recency_days'

),

frequency_cuts as (

    select * from cut_points
    where measure = 'frequency'

),

monetary_cuts as (

    select * from cut_points
    where measure = 'monetary'

),

-- Whoever never ordered has no scores: as the lowest fifth, prospects would fill all cut points.
scores as (

    select
        customers.customer_id,
        {{ score('customers.recency_days', 'recency_cuts', lower_is_better=true) }} as r_score,
        {{ score('customers.orders', 'frequency_cuts') }} as f_score,
        {{ score('customers.net_revenue', 'monetary_cuts') }} as m_score
    from customers
    -- One row each: a cross join adds columns, not rows.
    cross join recency_cuts
    cross join frequency_cuts
    cross join monetary_cuts
    where customers.orders > 0

),

codes as (

    select
        customer_id,
        r_score,
        f_score,
        m_score,
        cast(r_score as {{ dbt.type_string() }})
        || cast(f_score as {{ dbt.type_string() }})
        || cast(m_score as {{ dbt.type_string() }}) as rfm_code
    from scores

),

final as (

    select
        customers.customer_id,
        customers.as_of_date,
        customers.recency_days,
        customers.orders as frequency,
        customers.net_revenue as monetary,
        codes.r_score,
        codes.f_score,
        codes.m_score,
        codes.rfm_code,
        case
            when codes.customer_id is null then 'prospect'
            else rfm_names.rfm_segment
        end as rfm_segment
    from customers
    left join codes on customers.customer_id = codes.customer_id
    left join rfm_names
        on substring(codes.rfm_code, 1, {{ 2 if var('rfm_map') == 'rf' else 3 }}) = rfm_names.code

)

select * from final
