{#
Purpose    whether a moment in UTC is on a day or before it, on the shop's clock. The clock, which
           is slow, is asked only about moments near the day's end: it is never a day from UTC
Arguments  timestamp_utc  SQL: a time stamp, in UTC where it has no zone
           day            SQL: a date
Result     a condition
Example    where {{ is_by_day('orders.ordered_at', 'customer_ids.as_of_date') }}
#}
{% macro is_by_day(timestamp_utc, day) -%}
    (
        {{ timestamp_utc }} < {{ dbt.dateadd('day', -1, day) }}
        or {{ local_date(timestamp_utc) }} <= {{ day }}
    )
{%- endmacro %}
