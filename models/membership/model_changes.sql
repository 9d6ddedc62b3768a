{{
    config(
        materialized='incremental',
        unique_key=['family', 'segment', 'model', 'as_of_date'],
        on_schema_change='append_new_columns',
        full_refresh=var('restart_segment_history'),
    )
}}
{%- set models = {} %}
{%- if has_model('clv_method') %}
    {%- do models.update({
        'clv_method': [
            'clv', 'p_alive', 'churn_probability', 'next_order_probability', 'expected_orders',
            'expected_value',
        ],
    }) %}
{%- endif %}
{%- if has_model('cluster_diagnostics') %}
    {%- do models.update({'cluster_diagnostics': ['cluster']}) %}
{%- endif %}

with

{% if models %}
methods as (
{% if 'clv_method' in models %}
    select
        'clv_method' as model,
        as_of_date,
        previous_method as day_before,
        method as in_use
    from {{ ref('clv_method') }}
    where as_of_date = {{ as_of_date() }}
{% endif %}
{%- if 'cluster_diagnostics' in models %}
    {{ 'union all' if models | length > 1 }}
    -- On the day of a fit, each run fits again with current data: a digest distinguishes these
    -- fits.
    select
        'cluster_diagnostics' as model,
        as_of_date,
        cast(
            cast({{ dbt.dateadd('day', '-previous_fit_age_days', 'fitted_on') }} as date)
            as {{ dbt.type_string() }}
        ) as day_before,
        concat(
            cast(fitted_on as {{ dbt.type_string() }}),
            ' ',
            cast(
                sum(case when is_chosen then {{ row_digest(['centres']) }} else 0 end)
                as {{ dbt.type_string() }}
            )
        ) as in_use
    from {{ ref('cluster_diagnostics') }}
    where fitted_on = as_of_date
    group by as_of_date, fitted_on, previous_fit_age_days
{% endif %}
),

recorded_today as (
{% if is_incremental() %}
    select distinct
        model,
        after_change as in_use
    from {{ this }}
    where as_of_date = {{ as_of_date() }}
{% else %}
    select
        model,
        in_use
    from methods
    where false
{% endif %}
),

-- What an earlier run of the day found in use, otherwise what was in use on the day before.
compared as (

    select
        methods.model,
        methods.as_of_date,
        coalesce(recorded_today.in_use, methods.day_before) as before_change,
        methods.in_use as after_change
    from methods
    left join recorded_today on methods.model = recorded_today.model

),
{% endif %}

-- The rules show which segments a model can affect: this is known before anything runs.
dependents (model, family, segment) as (
    values
        ('none', 'none', 'none')
{%- for model, columns in models.items() %}
{%- for family, segment in segments_of_models(columns) %},
        ({{ sql_literal(model) }}, {{ sql_literal(family) }}, {{ sql_literal(segment) }})
{%- endfor %}
{%- endfor %}

),

final as (
{% if models %}
    select
        dependents.family,
        dependents.segment,
        dependents.model,
        compared.as_of_date,
        compared.before_change,
        compared.after_change,
        {{ run_moment() }} as changed_at
    from compared
    inner join dependents on compared.model = dependents.model
    where compared.before_change is distinct from compared.after_change
{% else %}
    select
        family,
        segment,
        model,
        {{ as_of_date() }} as as_of_date,
        'none' as before_change,
        'none' as after_change,
        {{ run_moment() }} as changed_at
    from dependents
    where false
{% endif %}
)

select * from final
