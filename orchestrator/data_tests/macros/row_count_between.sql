{#
Purpose    the number of rows of a relation is within bounds
Arguments  model
           min_value, max_value  numbers, inclusive; one or both
Result     one row if it is not: row_count, min_value, max_value
Example    - row_count_between: {arguments: {min_value: 1, max_value: 5000000}}
#}
{% test row_count_between(model, min_value=none, max_value=none) -%}
{%- if min_value is none and max_value is none -%}
    {{ exceptions.raise_compiler_error("row_count_between needs min_value, max_value or both") }}
{%- endif -%}
with counted as (
    select
        count(*) as row_count,
        {{ sql_literal(min_value) }} as min_value,
        {{ sql_literal(max_value) }} as max_value
    from {{ model }}
)

select *
from counted
where row_count < min_value or row_count > max_value
{%- endtest %}
