{#
Purpose    one parameter of the customer lifetime value models, as a column for an aggregate
Arguments  name    r, alpha, a, b, p, q or gamma
           column  the estimate, or a factor of its error
Result     SQL: a maximum over one row; NULL if the parameter does not exist
Example    select {{ clv_parameter('alpha') }} as alpha from fits where sample = 'all'
#}
{% macro clv_parameter(name, column='estimate') -%}
    max(case when parameter = '{{ name }}' then {{ column }} end)
{%- endmacro %}
