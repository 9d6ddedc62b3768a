{#
Purpose    a number, raised to a lower limit. Unlike greatest(), which ignores NULL on some engines,
           it keeps NULL as NULL
Arguments  value, limit  SQL
Result     a number or NULL
Example    {{ floor_at('gap_limit_days', 14) }}
#}
{% macro floor_at(value, limit) -%}
    case when {{ value }} is not null then greatest({{ value }}, {{ limit }}) end
{%- endmacro %}
