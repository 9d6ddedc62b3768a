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
        previous_method as before_change,
        method as after_change
    from {{ ref('clv_method') }}
    where
        as_of_date = {{ as_of_date() }}
        and is_changed
{% endif %}
{%- if 'cluster_diagnostics' in models %}
    {{ 'union all' if models | length > 1 }}
    select distinct
        'cluster_diagnostics' as model,
        as_of_date,
        cast(
            cast({{ dbt.dateadd('day', '-previous_fit_age_days', 'fitted_on') }} as date)
            as {{ dbt.type_string() }}
        ) as before_change,
        cast(fitted_on as {{ dbt.type_string() }}) as after_change
    from {{ ref('cluster_diagnostics') }}
    where
        fitted_on = as_of_date
        and previous_fit_age_days is not null
{% endif %}
),
{% endif %}

-- Which segments a model can move is in their rules: it is known before anything runs.
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
        methods.as_of_date,
        methods.before_change,
        methods.after_change
    from methods
    inner join dependents on methods.model = dependents.model
{% else %}
    select
        family,
        segment,
        model,
        {{ as_of_date() }} as as_of_date,
        'none' as before_change,
        'none' as after_change
    from dependents
    where false
{% endif %}
)

select * from final
