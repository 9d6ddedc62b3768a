{#
Purpose    a percentile of a group, interpolated linearly between its neighbours and rounded to six
           decimals, so that engines agree on it to the last digit
Arguments  share  a number from 0 to 1; value  SQL
Result     a double
Example    {{ percentile(0.9, 'gap_days') }}
#}
{% macro percentile(share, value) -%}
    round(percentile_cont({{ share }}) within group (order by cast({{ value }} as double)), 6)
{%- endmacro %}
