{#
Purpose    the days on which memberships were recorded, for an incremental model that keeps them. A
           day before the last one is refused, so that no later day is rewritten
Arguments  entities  a relation in scope: all entities
           counted   the name of the column with their number
           what      what the model holds, for the message that refuses an earlier day
Result     CTEs, without a trailing comma; `final` has one row, for the run: as_of_date,
           previous_as_of_date (the previous recorded day, which need not be yesterday), the count
Example    with customers as (...), {{ membership_days('customers', 'customers', 'the history') }}
           {{ only_changes('final', ['as_of_date', 'previous_as_of_date', 'customers']) }}
#}
{% macro membership_days(entities, counted, what) -%}
today as (

    select
        {{ as_of_date() }} as as_of_date,
        count(*) as {{ counted }}
    from {{ entities }}

),

{% if is_incremental() %}
recorded as (

    select
        max(as_of_date) as last_as_of_date,
        max(case when as_of_date < {{ as_of_date() }} then as_of_date end) as previous_as_of_date
    from {{ this }}

),
{% else %}
recorded as (

    select
        cast(null as date) as last_as_of_date,
        cast(null as date) as previous_as_of_date

),
{% endif %}

final as (

    select
        today.as_of_date,
        recorded.previous_as_of_date,
        today.{{ counted }}
    from today
    cross join recorded
    where
        {{ refuse_earlier_day('recorded.last_as_of_date', 'today.as_of_date', what) }}

)
{%- endmacro %}
