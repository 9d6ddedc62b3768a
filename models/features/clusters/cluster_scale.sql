{#- No full refresh: a scale is kept together with the fit that used it, until a refit is due or a
  setting changes. -#}
{{
    config(
        materialized='incremental',
        unique_key='feature',
        full_refresh=false,
        on_definition_change='full_refresh',
        once_per=once_a_day(),
        stamps={},
    )
}}

with

customers as (

    select * from {{ ref('customer_orders') }}
    where orders > 0

),

chosen as (

    select
        customer_id
        {%- for feature in var('cluster_features') %},
        {{ cluster_value(feature) }} as {{ feature }}
        {%- endfor %}
    from customers

),

measured as (

    select
        count(*) as customers
        {%- for feature in var('cluster_features') %},
        -- Rounded: floating-point means depend on the order of rows.
        round(avg({{ feature }}), 12) as {{ feature }}_mean,
        nullif(round(stddev_pop({{ feature }}), 12), 0) as {{ feature }}_deviation
        {%- endfor %}
    from chosen

),

-- The day is read from a table instead of rendered: a new day must not change the definition.
today as (

    select
        base_gaps.as_of_date,
        measured.*
    from {{ ref('base_gaps') }} as base_gaps
    cross join measured

),

-- A scale is kept until a refit is due: with a new scale each day, the clusters' centres would move
-- with the customer base. Rerunning the day of a scale measures it again, and so does every run
-- while there are too few customers.
last_fit as (
{% if is_incremental() %}
    select
        max(fitted_on) as fitted_on,
        max(customers) as customers
    from {{ this }}
{% else %}
    select
        cast(null as date) as fitted_on,
        cast(null as bigint) as customers
{% endif %}
),

due as (

    select today.*
    from today
    cross join last_fit
    where
        last_fit.fitted_on is null
        or last_fit.fitted_on >= today.as_of_date
        or {{ dbt.datediff('last_fit.fitted_on', 'today.as_of_date', 'day') }}
        >= {{ var('cluster_refit_days') }}
        or (
            last_fit.customers < {{ var('cluster_min_customers') }}
            and today.customers >= {{ var('cluster_min_customers') }}
        )

),

final as (
{% for feature in var('cluster_features') %}
    {{ 'union all' if not loop.first }}
    select
        '{{ feature }}' as feature,
        as_of_date as fitted_on,
        {{ feature }}_mean as mean,
        {{ feature }}_deviation as deviation,
        customers
    from due
{%- endfor %}

)

select * from final
