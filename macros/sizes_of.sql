{#
Purpose    how many members each segment has, and which part of all they are
Arguments  memberships  a relation in scope: family, segment, as_of_date
           population   a relation in scope of one row: entities, how many could be members
Result     CTEs, without a comma behind them; `final` has family, segment, as_of_date, members,
           share
Example    with memberships as (...), population as (...),
           {{ sizes_of('memberships', 'population') }} select * from final
#}
{% macro sizes_of(memberships, population) -%}
sizes as (

    select
        family,
        segment,
        as_of_date,
        count(*) as members
    from {{ memberships }}
    group by family, segment, as_of_date

),

final as (

    select
        sizes.family,
        sizes.segment,
        sizes.as_of_date,
        sizes.members,
        -- Of all, not of those in the family: shares of families can be compared.
        cast(sizes.members as double) / population.entities as share
    from sizes
    cross join {{ population }} as population

)
{%- endmacro %}
