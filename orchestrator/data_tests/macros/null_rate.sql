{#
Purpose    the share of rows without a value in a column is within bounds
Arguments  model, column_name
           max_value, min_value  shares of all rows from 0 to 1, inclusive; one or both. A relation
                                 without rows has no rate and passes
Result     one row if it is not: n_rows, n_null, null_rate, min_value, max_value
Example    - null_rate: {arguments: {max_value: 0.2}}
#}
{% test null_rate(model, column_name, max_value=none, min_value=none) -%}
{{ config(meta={'count_columns': ['n_rows', 'n_null', 'null_rate', 'min_value', 'max_value']}) }}
{%- if min_value is none and max_value is none -%}
    {{ exceptions.raise_compiler_error("null_rate needs min_value, max_value or both") }}
{%- endif -%}
with counted as (
    select
        count(*) as n_rows,
        count(*) - count({{ column_name }}) as n_null
    from {{ model }}
),

rates as (
    select
        n_rows,
        n_null,
        cast(n_null as double) / n_rows as null_rate,
        cast({{ sql_literal(min_value) }} as double) as min_value,
        cast({{ sql_literal(max_value) }} as double) as max_value
    from counted
    where n_rows > 0
)

select *
from rates
where null_rate < min_value or null_rate > max_value
{%- endtest %}
