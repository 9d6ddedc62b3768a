{#
Purpose    the variable `experiments` as validated rows, and, if the variable global_holdout_share
           is greater than 0, the experiment `global_holdout`
Result     a SELECT: one row per experiment and arm, as described for
           experiment_designs in models/action/action.yml
Example    declared as ( {{ experiment_plan() }} )
#}
{% macro experiment_plan() -%}
    {%- for experiment in customer_segmentation.experiments() %}
    {%- set arms = customer_segmentation.experiment_arms(experiment) %}
    {%- set before = namespace(share=0) %}
    {%- for arm, share in arms.items() %}
    select
        {{ sql_literal(experiment.name) }} as experiment,
        {{ sql_literal(arm) }} as arm,
        cast({{ share }} as double) as share,
        cast({{ before.share }} as double) as share_before,
        {{ customer_segmentation.text_or_null(experiment.get('family')) }} as family,
        {{ customer_segmentation.text_or_null(experiment.get('segment')) }} as segment,
        {{ 'true' if experiment.get('assigned') == 'elsewhere' else 'false' }} as is_assigned_elsewhere,
        {{ sql_literal(experiment.salt | default(experiment.name)) }} as salt,
        {{ sql_literal(experiment.metric | default('conversion')) }} as metric,
        {{ customer_segmentation.text_or_null(experiment.guardrails | default([]) | join(',')) }}
            as guardrails,
        {{ customer_segmentation.text_or_null(experiment.get('segments_of')) }} as segments_of,
        cast('{{ experiment.starts_on }}' as date) as starts_on,
        cast('{{ experiment.assign_until | default(experiment.starts_on) }}' as date)
            as assign_until,
        cast({{ "'" ~ experiment.stops_on ~ "'" if experiment.get('stops_on') else 'null' }} as date)
            as stops_on,
        {{ experiment.window_days | default(30) }} as window_days,
        {{ experiment.baseline_days | default(90) }} as baseline_days,
        cast({{ experiment.get('planned_customers') or 'null' }} as bigint) as planned_customers,
        {{ experiment.minimum_conversions | default(var('experiment_minimum_conversions')) }}
            as minimum_conversions,
        cast({{ experiment.cap_percentile | default(var('experiment_cap_percentile')) }} as double)
            as cap_percentile
    {%- set before.share = before.share + share %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#
Purpose    the variable `experiments` (if not set, those of the sample shop) and the global holdout
Result     a list of mappings
Example    {{ config(enabled=experiments() | length > 0) }}
#}
{% macro experiments() -%}
    {#- Experiments of the sample that need a disabled input are left out. -#}
    {%- set pinned = [] -%}
    {%- for experiment in customer_segmentation.sample_pin('experiments') or []
        if not experiment.get('assigned') or has_input('experiment_assignments') -%}
        {%- do pinned.append(experiment) -%}
    {%- endfor -%}
    {%- set declared = var('experiments', pinned) or [] -%}
    {%- set held = var('global_holdout_share') -%}
    {%- if held > 0 %}
        {%- set holdout = {
            'name': 'global_holdout',
            'arms': {'control': held, 'contacted': 1 - held},
            'starts_on': var('global_holdout_starts_on'),
            'assign_until': '9999-12-31',
            'stops_on': var('global_holdout_stops_on'),
            'metric': 'revenue',
            'salt': var('global_holdout_salt'),
            'window_days': var('global_holdout_window_days'),
        } %}
        {{- return(declared + [holdout]) -}}
    {%- endif %}
    {{- return(declared) -}}
{%- endmacro %}

{#
Purpose    the arms of an experiment, after validating its declaration
Arguments  experiment  a mapping, see the variable experiments in seg_project.yml
Result     a mapping of arm to share
Example    {{ experiment_arms({'name': 'a', ...}) }} -> {'control': 0.5, 'treatment': 0.5}
#}
{% macro experiment_arms(experiment) -%}
    {%- set known = [
        'name', 'family', 'segment', 'assigned', 'salt', 'arms', 'metric', 'guardrails',
        'segments_of', 'starts_on', 'assign_until', 'stops_on', 'window_days',
        'baseline_days', 'planned_customers', 'minimum_conversions', 'cap_percentile',
    ] -%}
    {%- set metrics = ['conversion', 'orders', 'revenue', 'revenue_cuped'] -%}
    {%- set guards = ['returns', 'tickets', 'unsubscribes'] -%}
    {%- set which = "experiment '" ~ experiment.name ~ "': " -%}
    {%- for key in experiment if key not in known %}
        {{- exceptions.raise_compiler_error(
            which ~ "'" ~ key ~ "' is not a key; known: " ~ known | join(', ')
        ) -}}
    {%- endfor %}
    {%- if not experiment.get('starts_on') %}
        {{- exceptions.raise_compiler_error(which ~ 'starts_on is missing') -}}
    {%- endif %}
    {%- if experiment.metric | default('conversion') not in metrics %}
        {{- exceptions.raise_compiler_error(
            which ~ "'" ~ experiment.metric ~ "' is not a metric; known: " ~ metrics | join(', ')
        ) -}}
    {%- endif %}
    {%- for guardrail in experiment.guardrails | default([]) if guardrail not in metrics + guards
        or guardrail == experiment.metric | default('conversion') %}
        {{- exceptions.raise_compiler_error(
            which ~ "'" ~ guardrail ~ "' cannot be a guardrail; known, but for its own metric: "
            ~ (metrics + guards) | join(', ')
        ) -}}
    {%- endfor %}
    {%- if experiment.assigned | default('elsewhere') != 'elsewhere' %}
        {{- exceptions.raise_compiler_error(which ~ 'assigned is elsewhere, or left out') -}}
    {%- endif %}
    {%- if experiment.get('assigned') and not has_input('experiment_assignments') %}
        {{- exceptions.raise_compiler_error(
            which ~ 'its arms are assigned elsewhere, but stg_experiment_assignments is missing'
        ) -}}
    {%- endif %}
    {%- if (experiment.get('family') is none) != (experiment.get('segment') is none) %}
        {{- exceptions.raise_compiler_error(
            which ~ 'family and segment go together; without both, all customers are drawn'
        ) -}}
    {%- endif %}
    {%- set arms = experiment.get('arms') or {'treatment': 0.5, 'control': 0.5} -%}
    {%- if 'control' not in arms or arms | length < 2 or (arms.values() | sum - 1) | abs > 0.000001
        or arms.values() | min <= 0 %}
        {{- exceptions.raise_compiler_error(
            which ~ "arms are 'control' and at least one other, with shares over 0 that sum to 1"
        ) -}}
    {%- endif %}
    {{- return(arms) -}}
{%- endmacro %}

{#
Purpose    a text as a SQL literal, or NULL without a text
Arguments  value  a text, or nothing
Result     an expression
Example    {{ text_or_null('save') }} -> 'save'
#}
{% macro text_or_null(value) -%}
    cast({{ sql_literal(value) if value else 'null' }} as {{ dbt.type_string() }})
{%- endmacro %}

{#
Purpose    whether a customer is in the global holdout: a share of all customers, by hash, left out
           of every list and every other experiment
Arguments  customer_id  SQL: a text
Result     a condition
Example    where not {{ in_global_holdout('customers.customer_id') }}
#}
{% macro in_global_holdout(customer_id) -%}
    {%- if var('global_holdout_share') > 0 -%}
    (
        {#- As in experiment_assignment: 10000 x 0.07 is 700 as a decimal, more as a double. #}
        {{ hash_bucket(sql_literal(var('global_holdout_salt')), customer_id) }}
        < 10000 * cast({{ var('global_holdout_share') }} as double)
    )
    {%- else -%}
    false
    {%- endif -%}
{%- endmacro %}
