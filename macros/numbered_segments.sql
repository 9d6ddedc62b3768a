{#
Purpose    two CTEs that give each segment a number. Joining and grouping by one number is several
           times faster than by two names, which counts where each member is joined with many rows
Arguments  memberships  a relation in scope: customer_id, family, segment, as_of_date
Result     CTEs, without a comma behind them: segments (segment_number, family, segment, as_of_date,
           members) and numbered_members (segment_number, customer_id)
Example    with memberships as (...), {{ numbered_segments() }}, final as (...)
#}
{% macro numbered_segments(memberships='memberships') -%}
segments as (

    select
        row_number() over (order by family, segment) as segment_number,
        family,
        segment,
        as_of_date,
        count(*) as members
    from {{ memberships }}
    group by family, segment, as_of_date

),

numbered_members as (

    select
        segments.segment_number,
        memberships.customer_id
    from {{ memberships }} as memberships
    inner join segments
        on
            memberships.family = segments.family
            and memberships.segment = segments.segment

)
{%- endmacro %}
