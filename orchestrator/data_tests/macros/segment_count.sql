{#
Purpose    the number of a family's segments with members is within bounds
Arguments  model (one row per entity and segment)
           min_value, max_value  numbers, inclusive; one or both
Result     one row if it is not: segments, min_value, max_value
Example    - segment_count: {arguments: {min_value: 2, max_value: 4}}
#}
{% test segment_count(model, min_value=none, max_value=none) -%}
{%- if min_value is none and max_value is none -%}
    {{ exceptions.raise_compiler_error("segment_count needs min_value, max_value or both") }}
{%- endif -%}
with counted as (
    select
        count(distinct segment) as segments,
        {{ sql_literal(min_value) }} as min_value,
        {{ sql_literal(max_value) }} as max_value
    from {{ model }}
)

select *
from counted
where segments < min_value or segments > max_value
{%- endtest %}
