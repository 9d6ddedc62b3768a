{#
Purpose    the experiments as rows
Result     a SELECT: experiment, family, segment, salt, treatment_share, starts_on, assign_until,
           window_days, baseline_days, planned_customers
Example    experiments as ( {{ experiment_plan() }} )
#}
{% macro experiment_plan() -%}
    {%- for experiment in customer_segmentation.experiments() %}
    select
        {{ sql_literal(experiment.name) }} as experiment,
        {{ sql_literal(experiment.family) }} as family,
        {{ sql_literal(experiment.segment) }} as segment,
        {{ sql_literal(experiment.salt | default(experiment.name)) }} as salt,
        cast({{ experiment.treatment_share | default(0.5) }} as double) as treatment_share,
        cast('{{ experiment.starts_on }}' as date) as starts_on,
        cast('{{ experiment.assign_until | default(experiment.starts_on) }}' as date)
            as assign_until,
        {{ experiment.window_days | default(30) }} as window_days,
        {{ experiment.baseline_days | default(90) }} as baseline_days,
        cast({{ experiment.planned_customers | default(1000) }} as bigint) as planned_customers
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#
Purpose    the variable `experiments`; without it, those of the sample shop
Result     a list of mappings
Example    {{ config(enabled=experiments() | length > 0) }}
#}
{% macro experiments() -%}
    {%- set pinned = customer_segmentation.sample_pin('experiments') -%}
    {{- return(var('experiments', pinned) or []) -}}
{%- endmacro %}
