{#
Purpose    CTEs with the memberships that are there at the end of the as-of date, so far, and were
           not at its beginning, and the other way round. Stays within the day do not count, nor
           does who left and came back, or only has a new rule: they did not move
Arguments  history  a relation, as of daily_sizes
           entity   the column that says who is in a segment
Result     CTEs, without a comma behind them: begun and ended, and of them entered and left_behind,
           who moved: the entity, family, segment, and why (entry_reason, exit_reason)
Example    with {{ moves_of_today(ref('segment_membership_history')) }}, final as (...)
#}
{% macro moves_of_today(history, entity='customer_id') -%}
begun as (

    select * from {{ history }}
    where
        valid_from = {{ as_of_date() }}
        and valid_to is null

),

-- Whoever came back and left again within the day left for the reason of the last time.
ended as (

    select
        {{ entity }},
        family,
        segment,
        max_by(exit_reason, coalesce(exited_at, cast(valid_from as timestamp))) as exit_reason
    from {{ history }}
    where valid_to = {{ as_of_date() }}
    group by {{ entity }}, family, segment
    having min(valid_from) < {{ as_of_date() }}

),

entered as (

    select begun.*
    from begun
    left join ended
        on
            begun.{{ entity }} = ended.{{ entity }}
            and begun.family = ended.family
            and begun.segment = ended.segment
    where ended.{{ entity }} is null

),

left_behind as (

    select ended.*
    from ended
    left join begun
        on
            ended.{{ entity }} = begun.{{ entity }}
            and ended.family = begun.family
            and ended.segment = begun.segment
    where begun.{{ entity }} is null

)
{%- endmacro %}
