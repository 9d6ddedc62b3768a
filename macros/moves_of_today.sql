{#
Purpose    CTEs with the memberships that began and those that ended on the as-of date. One that
           ended on the day on which the same one began only has a new rule: nobody moved
Arguments  history  a relation in scope: see membership_history
           entity   the column that says who is in a segment
Result     CTEs, without a comma behind them: begun, ended, entered, left_behind, all with the
           columns of the history. The last two are without those that only have a new rule
Example    with history as (...), {{ moves_of_today('history') }}, final as (...)
#}
{% macro moves_of_today(history, entity='customer_id') -%}
begun as (

    select * from {{ history }}
    where
        valid_from = {{ as_of_date() }}
        and valid_to is null

),

ended as (

    select * from {{ history }}
    where
        valid_from < {{ as_of_date() }}
        and valid_to = {{ as_of_date() }}

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
