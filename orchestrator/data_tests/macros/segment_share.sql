{#
Purpose    segments hold neither too small a part of all nor too large a one
Arguments  model (one row per member and segment), or one of its columns: the segment's name
           segment               the one to look at; without it, each that has members
           min_value, max_value  parts between 0 and 1, both allowed themselves; one or both
           segment_column        where the segment's name is, when the test is below no column
           entity                a column: members are counted once each, so that shares of
                                 overlapping segments are of customers and not of rows
           of                    the relation with everyone, where the model does not hold all
Result     one row per segment outside: segment, members, total, share, min_value, max_value. A
           segment that is asked for by name and has no members, or whose table is empty, has 0.
Example    - segment_share: {arguments: {segment: vip, max_value: 0.4, entity: customer_id}}
#}
{% test segment_share(
    model, segment=none, min_value=none, max_value=none, segment_column='segment',
    entity=none, of=none, column_name=none
) -%}
{%- if min_value is none and max_value is none -%}
    {{ exceptions.raise_compiler_error("segment_share needs min_value, max_value or both") }}
{%- endif -%}
{%- set name = column_name or segment_column -%}
{%- set counted = 'count(*)' if entity is none else 'count(distinct ' ~ entity ~ ')' -%}
with everyone as (
    select {{ counted }} as total
    from {{ of or model }}
),

sizes as (
    {%- if segment is none %}
    select
        {{ name }} as segment,
        {{ counted }} as members
    from {{ model }}
    where {{ name }} is not null
    group by {{ name }}
    {%- else %}
    select
        {{ sql_literal(segment) }} as segment,
        {{ counted }} as members
    from {{ model }}
    where {{ name }} = {{ sql_literal(segment) }}
    {%- endif %}
),

shares as (
    select
        sizes.segment,
        sizes.members,
        everyone.total,
        case
            when everyone.total = 0 then 0.0
            else cast(sizes.members as double) / everyone.total
        end as share,
        cast({{ sql_literal(min_value) }} as double) as min_value,
        cast({{ sql_literal(max_value) }} as double) as max_value
    from sizes
    cross join everyone
)

select *
from shares
where share < min_value or share > max_value
{%- endtest %}
