{#
Purpose    no segment is so small that its numbers reveal individuals; empty ones reveal nothing
Arguments  model (one row per member and segment)
           min_value  the minimum number of members that may be shown
           segment    the segment to check; by default, each segment with members
Result     one row per segment that is smaller: segment, members, min_value
Example    - minimum_cell: {arguments: {min_value: 11}}
#}
{% test minimum_cell(model, min_value=11, segment=none) -%}
select
    segment,
    count(*) as members,
    {{ sql_literal(min_value) }} as min_value
from {{ model }}
{%- if segment is not none %}
where segment = {{ sql_literal(segment) }}
{%- endif %}
group by segment
having count(*) < {{ sql_literal(min_value) }}
{%- endtest %}
