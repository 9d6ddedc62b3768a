{#
Purpose    the whole numbers from 1
Arguments  upper_bound  the last of them: a number, or SQL
Result     a SELECT with one column, generated_number; no rows for 0
Example    select * from ({{ dbt.generate_series(12) }})
#}
{% macro generate_series(upper_bound) -%}
    {{ return(adapter.dispatch('generate_series', 'dbt')(upper_bound)) }}
{%- endmacro %}

{% macro duckdb__generate_series(upper_bound) -%}
    select generate_series as generated_number
    from generate_series(1, {{ upper_bound }})
{%- endmacro %}

{#
Purpose    the times from a start, one part after another, up to an end that is left out
Arguments  datepart  as in dateadd; start_date, end_date  SQL
Result     a SELECT with one column, date_<datepart>
Example    {{ dbt.date_spine('day', "cast('2018-01-01' as date)", "cast('2018-02-01' as date)") }}
#}
{% macro date_spine(datepart, start_date, end_date) -%}
    {{ return(adapter.dispatch('date_spine', 'dbt')(datepart, start_date, end_date)) }}
{%- endmacro %}

{% macro default__date_spine(datepart, start_date, end_date) -%}
    select {{ dbt.dateadd(datepart, 'generated_number - 1', start_date) }} as date_{{ datepart }}
    from (
        {{ dbt.generate_series(dbt.datediff(start_date, end_date, datepart)) | indent(8) }}
    ) as numbers
{%- endmacro %}
