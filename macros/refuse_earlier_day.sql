{#
Purpose    stop a run for a day before the last recorded one, which would rewrite history
Arguments  last_day  SQL: the last recorded day, or NULL
           day       SQL: the day of the run
           what      what is recorded, as the message names it
Result     a condition that is true, or no value at all
Example    where {{ refuse_earlier_day('recorded.last_day', 'today.as_of_date', 'the history') }}
#}
{% macro refuse_earlier_day(last_day, day, what) -%}
    case
        when {{ last_day }} > {{ day }}
            then {{ raise_error(
                "'" ~ what ~ " goes to ' || cast(" ~ last_day ~ " as varchar)"
                " || ': a run for ' || cast(" ~ day ~ " as varchar)"
                " || ' would rewrite it. Run that day in a database of its own (--target), or"
                " go back with seg rollback'"
            ) }}
        else true
    end
{%- endmacro %}
