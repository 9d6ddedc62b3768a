{#
Purpose    customers with a row that crossed an age limit since this incremental model last ran,
           such as a purchase that is now older than a window of 90 days. Their rows must be
           recomputed although no data changed
Arguments  relation  a relation with customer_id and the column day
           day       a column of dates
           ages      a list of ages in whole days
Result     a SELECT: customer_id
Example    aged as ( {{ customers_crossing_age(ref('purchases'), 'ordered_on', [30, 90]) }} )
#}
{% macro customers_crossing_age(relation, day, ages) -%}
    select distinct aging.customer_id
    from {{ relation }} as aging
    cross join (

        select * from (

            select
                (select max(as_of_date) from {{ this }}) as last_as_of_date,
                (select max(as_of_date) from {{ ref('customer_ids') }}) as as_of_date

        ) as both_days
        -- On the same day nothing has aged, so the relation is not read.
        where last_as_of_date < as_of_date

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
