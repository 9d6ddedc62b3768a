{#
Purpose    the share of members in each segment is within bounds
Arguments  model (one row per member and segment), or one of its columns: the segment's name
           segment               the segment to check; by default, each segment with members
           min_value, max_value  shares from 0 to 1, inclusive; one or both
           segment_column        the segment's name, if the test is not below a column
           entity                a column: each member is counted once, so that shares of
                                 overlapping segments are of customers, not of rows
           of                    the relation with all entities, if the model does not hold all
Result     one row per segment out of bounds: segment, members, total, share, min_value, max_value.
           A segment requested by name that has no members, or whose table is empty, has 0.
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
