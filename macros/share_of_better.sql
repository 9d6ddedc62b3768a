{#
Purpose    the share of all value that is held by those who are worth strictly more: 0 for the best.
           Equal values have the same share, so that no tier divides equals
Arguments  value  SQL: a number of a row
Result     a double; NULL when all are worth nothing
Example    {{ share_of_better('customer_value') }} as value_rank_share
#}
{% macro share_of_better(value) -%}
    cast(
            sum({{ value }}) over (
                order by {{ value }} desc
                range between unbounded preceding and current row
            )
            - sum({{ value }}) over (partition by {{ value }})
            as double
        )
        / nullif(cast(sum({{ value }}) over () as double), 0)
{%- endmacro %}
