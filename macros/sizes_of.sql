{#
Purpose    how many members each segment has, and which part of all they are
Arguments  memberships  a relation in scope: family, segment
           population   a relation in scope of one row: entities, how many could be members
           members      SQL that counts members over the rows of a segment
Result     CTEs, without a comma behind them; `final` has family, segment, members, share
Example    with memberships as (...), population as (...),
           {{ sizes_of('memberships', 'population') }} select * from final
#}
{% macro sizes_of(memberships, population, members='count(*)') -%}
sizes as (

    select
        family,
        segment,
        {{ members }} as members
    from {{ memberships }}
    group by family, segment

),

final as (

    select
        sizes.family,
        sizes.segment,
        sizes.members,
        -- Of all, not of those in the family: shares of families can be compared.
        cast(sizes.members as double) / population.entities as share
    from sizes
    cross join {{ population }} as population

)
{%- endmacro %}
