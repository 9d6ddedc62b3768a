{#
Purpose    CTEs for counts and sums over the members of every segment. Each customer is in some
           twenty segments, but there are few different sets of segments: computing by set first
           and adding up by segment then is several times faster than computing by membership.
           Segments have numbers, since two names take longer to join and to group by
Result     CTEs, without a trailing comma: sets (customer_id, segment_set), segments
           (segment_number, family, segment, members) and numbered_sets (segment_set,
           segment_number, customers)
Example    with {{ segments_by_set() }}, by_set as (
               select sets.segment_set, sum(value) as value
               from values inner join sets on values.customer_id = sets.customer_id
               group by sets.segment_set
           ), ...
#}
{% macro segments_by_set() -%}
sets as (

    select * from {{ ref('customer_segment_set') }}

),

segments as (

    select
        row_number() over (order by family, segment) as segment_number,
        family,
        segment,
        cast(sum(customers) as bigint) as members
    from {{ ref('segment_sets') }}
    group by family, segment

),

numbered_sets as (

    select
        segment_sets.segment_set,
        segments.segment_number,
        segment_sets.customers
    from {{ ref('segment_sets') }} as segment_sets
    inner join segments
        on
            segment_sets.family = segments.family
            and segment_sets.segment = segments.segment

)
{%- endmacro %}
