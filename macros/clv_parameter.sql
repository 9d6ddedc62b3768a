{#
Purpose    a column with one parameter of the lifetime value's models, for an aggregate
Arguments  name    r, alpha, a, b, p, q or gamma
           column  what of it: the estimate, or a factor of its error
Result     SQL: a maximum over one row; NULL when there is no such parameter
Example    select {{ clv_parameter('alpha') }} as alpha from fits where sample = 'all'
#}
{% macro clv_parameter(name, column='estimate') -%}
    max(case when parameter = '{{ name }}' then {{ column }} end)
{%- endmacro %}
