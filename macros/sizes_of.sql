{#
Purpose    the number of members of each segment, and their share of all
Arguments  memberships  a relation in scope: family, segment
           population   a relation in scope with one row: entities, the number of possible members
           members      SQL that counts the members in the rows of a segment
Result     CTEs, without a trailing comma; `final` has family, segment, members, share
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
        -- Share of all entities, not of those in the family, so that families can be compared.
        cast(sizes.members as double) / population.entities as share
    from sizes
    cross join {{ population }} as population

)
{%- endmacro %}
