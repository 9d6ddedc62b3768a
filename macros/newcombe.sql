{#
Purpose    an end of the 95 % interval of the difference of two proportions, by Newcombe's method 10
           (Statistics in Medicine 17, 1998), which holds for small counts as well
Arguments  sign  -1 for the lower end, 1 for the upper
           x1, n1, x0, n0  SQL: cases and people in the two groups
Result     a double from -1 to 1; NULL if one of the groups is empty
Example    {{ newcombe_end(-1, 'conversions', 'sends', 'holdout_conversions', 'holdout') }}
#}
{% macro newcombe_end(sign, x1, n1, x0, n0) -%}
    {%- set p1 = 'cast(' ~ x1 ~ ' as double) / nullif(' ~ n1 ~ ', 0)' -%}
    {%- set p0 = 'cast(' ~ x0 ~ ' as double) / nullif(' ~ n0 ~ ', 0)' -%}
    {{ p1 }} - {{ p0 }} {{ '-' if sign < 0 else '+' }} sqrt(
        power({{ p1 }} - {{ customer_segmentation.wilson_end(sign, x1, n1) }}, 2)
        + power({{ p0 }} - {{ customer_segmentation.wilson_end(-sign, x0, n0) }}, 2)
    )
{%- endmacro %}

{#
Purpose    an end of the 95 % interval of a proportion (Wilson 1927)
Arguments  sign  -1 for the lower end, 1 for the upper
           x, n  SQL: cases and people
Result     a double from 0 to 1; NULL if there are no people
Example    {{ wilson_end(1, 'members', 'customers') }}
#}
{% macro wilson_end(sign, x, n) -%}
    {%- set z = 1.959963984540054 -%}
    ({{ x }} + {{ z * z / 2 }} {{ '-' if sign < 0 else '+' }} {{ z }} * sqrt(
        cast({{ x }} as double) * ({{ n }} - {{ x }}) / nullif({{ n }}, 0) + {{ z * z / 4 }}
    )) / ({{ n }} + {{ z * z }})
{%- endmacro %}
