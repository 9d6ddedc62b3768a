{#
Purpose    the days from a day to the as-of date, as a stamp of a table that has the day in its rows
           (docs/reuse.md): a new day rebuilds none of them. `as_of_date` must be a stamp, too
Arguments  day  a column of dates
Result     SQL: a whole number; NULL without a day
Example    stamps={'as_of_date': '{{ as_of_date() }}', 'recency_days': days_since('last_order_on')}
#}
{% macro days_since(day) -%}
    {{- return(dbt.datediff(day, 'as_of_date', 'day')) -}}
{%- endmacro %}

{#
Purpose    the days from the as-of date to a day, as a stamp: see days_since
Arguments  day  a column of dates
Result     SQL: a whole number; NULL without a day
Example    stamps={'as_of_date': '{{ as_of_date() }}', 'days_left': days_until('ends_on')}
#}
{% macro days_until(day) -%}
    {{- return(dbt.datediff('as_of_date', day, 'day')) -}}
{%- endmacro %}
