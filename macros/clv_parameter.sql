{#
Purpose    a column with one parameter of the lifetime value's models, for an aggregate
Arguments  name    r, alpha, a, b, p, q or gamma
Result     SQL: a maximum over one row; NULL when the model did not converge
Example    select {{ clv_parameter('alpha') }} as alpha from fits where sample = 'all'
#}
{% macro clv_parameter(name) -%}
    max(case when parameter = '{{ name }}' then estimate end)
{%- endmacro %}
