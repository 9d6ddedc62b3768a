{#
Purpose    a number, raised to a limit; an unknown one stays unknown, of which greatest() alone
           would make the limit
Arguments  value, limit  SQL
Result     a number or NULL
Example    {{ at_least('gap_limit_days', 14) }}
#}
{% macro at_least(value, limit) -%}
    case when {{ value }} is not null then greatest({{ value }}, {{ limit }}) end
{%- endmacro %}
