{#
Purpose    the number of members of each segment is within bounds
Arguments  model (one row per member and segment), or one of its columns: the segment's name
           segment               the segment to check; by default, each segment with members
           min_value, max_value  numbers of members, inclusive; one or both
           segment_column        the segment's name, if the test is not below a column
Result     one row per segment out of bounds: segment, members, min_value, max_value. A segment
           requested by name that has no members has 0.
Example    - segment_size: {arguments: {segment: high_value, min_value: 50}}
#}
{% test segment_size(
    model, segment=none, min_value=none, max_value=none, segment_column='segment', column_name=none
) -%}
{%- if min_value is none and max_value is none -%}
    {{ exceptions.raise_compiler_error("segment_size needs min_value, max_value or both") }}
{%- endif -%}
{%- set name = column_name or segment_column -%}
with sizes as (
    {%- if segment is none %}
    select
        {{ name }} as segment,
        count(*) as members
    from {{ model }}
    where {{ name }} is not null
    group by {{ name }}
    {%- else %}
    select
        {{ sql_literal(segment) }} as segment,
        count(*) as members
    from {{ model }}
    where {{ name }} = {{ sql_literal(segment) }}
    {%- endif %}
),

bounded as (
    select
        segment,
        members,
        {{ sql_literal(min_value) }} as min_value,
        {{ sql_literal(max_value) }} as max_value
    from sizes
)

select *
from bounded
where members < min_value or members > max_value
{%- endtest %}
