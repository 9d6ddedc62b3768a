{#
Purpose    for each distinct value, the share of all value held by those with a strictly higher one:
           0 for the best. Equal values have the same share, so that no tier divides equals
Arguments  holders  a relation in scope: the holders of the value
           value    the column with their value
Result     CTEs, without a trailing comma; `final` has one row per distinct value: value,
           share_of_better (a double; NULL if all are worth nothing)
Example    with customers as (...), {{ value_shares('customers', 'clv') }} select * from final
#}
{% macro value_shares(holders, value) -%}
held as (

    select
        {{ value }} as value,
        sum({{ value }}) as total
    from {{ holders }}
    group by {{ value }}

),

final as (

    select
        value,
        cast(sum(total) over (order by value desc) - total as double)
        / nullif(cast(sum(total) over () as double), 0) as share_of_better
    from held

)
{%- endmacro %}

{#
Purpose    the share of all value held by those with a strictly higher one, as of when the
           shares were computed; a value that nobody had then takes that of the next lower one
Arguments  rows    a relation in scope
           value   the column with the value of a row
           shares  a relation in scope: see value_shares
           column  the name of the column with the share
Result     a SELECT of the rows with the share
Example    ranked as ( {{ with_share_of_better('valued', 'clv', 'clv_shares', 'clv_rank_share') }} )
#}
{% macro with_share_of_better(rows, value, shares, column) -%}
    select
        valued.*,
        -- If a value is lower than all recorded values, everybody is better.
        case
            when known.value is null and valued.{{ value }} is not null and total.is_positive then 1.0
            else known.share_of_better
        end as {{ column }}
    from {{ rows }} as valued
    cross join (

        select count(share_of_better) > 0 as is_positive from {{ shares }}

    ) as total
    {{ adapter.dispatch('join_known_share', 'customer_segmentation')(rows, value, shares) }}
{%- endmacro %}

{% macro default__join_known_share(rows, value, shares) -%}
    asof left join {{ shares }} as known on valued.{{ value }} >= known.value
{%- endmacro %}

{#- Spark has no ASOF join: the greatest value known so far, in the order of all values. -#}
{% macro spark__join_known_share(rows, value, shares) -%}
    left join (

        select
            value,
            known_value
        from (

            select
                value,
                is_asked,
                max(case when not is_asked then value end) over (order by value) as known_value
            from (

                select distinct
                    {{ value }} as value,
                    true as is_asked
                from {{ rows }}

                union all

                select
                    value,
                    false as is_asked
                from {{ shares }}

            ) as values_of_both

        ) as in_order
        where is_asked

    ) as found on valued.{{ value }} = found.value
    left join {{ shares }} as known on found.known_value = known.value
{%- endmacro %}
