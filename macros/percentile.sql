{#
    A percentile of a group, interpolated linearly between its neighbours, to six decimals so that
    engines agree on it to the last digit.

    percentile(0.9, 'gap_days') -> round(percentile_cont(0.9) within group (order by ...), 6)
#}
{% macro percentile(share, value) -%}
    round(percentile_cont({{ share }}) within group (order by cast({{ value }} as double)), 6)
{%- endmacro %}
