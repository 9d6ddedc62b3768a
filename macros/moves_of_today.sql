{#
Purpose    CTEs with the memberships that exist at the end of the as-of date, so far, but not at its
           beginning, and vice versa. Stays within the day do not count. Entities that left and
           came back, or only have a new rule, did not move
Arguments  history  a relation, as in daily_sizes
           entity   the column that identifies the members of a segment
Result     CTEs, without a trailing comma: begun and ended, and of them entered and left_behind,
           the entities that moved: entity, family, segment, and why (entry_reason, exit_reason)
Example    with {{ moves_of_today(ref('segment_membership_history')) }}, final as (...)
#}
{% macro moves_of_today(history, entity='customer_id') -%}
begun as (

    select * from {{ history }}
    where
        valid_from = {{ as_of_date() }}
        and valid_to is null

),

-- If an entity came back and left again within the day, the last reason counts.
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
