{#
Purpose    the band that contains a whole number
Arguments  value   SQL
           starts  the lower bound of each band but the lowest, in ascending order
Result     a text such as `under 18`, `18-24` or `65+`; NULL without a number
Example    {{ band('age_years', [18, 25, 65]) }}
#}
{% macro band(value, starts) -%}
    case
        when {{ value }} < {{ starts[0] }} then 'under {{ starts[0] }}'
        {%- for start in starts[1:] %}
        when {{ value }} < {{ start }} then '{{ starts[loop.index0] }}-{{ start - 1 }}'
        {%- endfor %}
        when {{ value }} >= {{ starts[-1] }} then '{{ starts[-1] }}+'
    end
{%- endmacro %}
