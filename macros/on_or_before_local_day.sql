{#
Purpose    whether a timestamp in UTC is on or before a day in the shop's time zone. Converting time
           zones is slow, and no zone is a full day away from UTC, so only timestamps near the
           end of the day are converted
Arguments  timestamp_utc  SQL: a timestamp, in UTC if it has no time zone
           day            SQL: a date
Result     a condition
Example    where {{ on_or_before_local_day('orders.ordered_at', 'customer_ids.as_of_date') }}
#}
{% macro on_or_before_local_day(timestamp_utc, day) -%}
    (
        {{ timestamp_utc }} < {{ dbt.dateadd('day', -1, day) }}
        or {{ local_date(timestamp_utc) }} <= {{ day }}
    )
{%- endmacro %}
