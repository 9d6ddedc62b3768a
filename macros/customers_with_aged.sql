{#
Purpose    of whom something has come of an age, since this incremental model was last run, from
           which on it counts otherwise: a purchase that leaves a window of days
Arguments  relation  a relation of customer_id and the column day
           day       a column of dates
           ages      whole days
Result     a SELECT: customer_id
Example    aged as ( {{ customers_with_aged(ref('purchases'), 'ordered_on', [30, 90]) }} )
#}
{% macro customers_with_aged(relation, day, ages) -%}
    select distinct aging.customer_id
    from {{ relation }} as aging
    cross join (

        select
            (select max(as_of_date) from {{ this }}) as last_as_of_date,
            (select max(as_of_date) from {{ ref('customer_ids') }}) as as_of_date

    ) as days
    where
    {%- for age in ages %}
        {{ 'or ' if not loop.first -}}
        (
            {{ dbt.datediff('aging.' ~ day, 'days.as_of_date', 'day') }} >= {{ age }}
            and {{ dbt.datediff('aging.' ~ day, 'days.last_as_of_date', 'day') }} < {{ age }}
        )
    {%- endfor %}
{%- endmacro %}
