{#
Purpose    the day of a moment in the shop's time zone, see time_zone
Arguments  timestamp_utc  SQL: a timestamp, in UTC if it has no time zone; or a date
Result     a date: 2025-06-30 22:30 UTC is 2025-07-01 in Berlin
Example    {{ local_date('ordered_at') }}
#}
{% macro local_date(timestamp_utc) -%}
    {{- adapter.dispatch('local_date', 'customer_segmentation')(timestamp_utc, time_zone()) -}}
{%- endmacro %}

{#- By microseconds, which are those of UTC for timestamps with and without a time zone, and need no
    calendar lookup. An infinite timestamp has none and stays unchanged. So does a date, which is
    the same day in every time zone. -#}
{% macro default__local_date(timestamp_utc, zone) -%}
    coalesce(
        case when typeof({{ timestamp_utc }}) = 'DATE' then cast({{ timestamp_utc }} as date) end,
        cast(timezone('{{ zone }}', make_timestamptz(epoch_us({{ timestamp_utc }}))) as date),
        cast({{ timestamp_utc }} as date)
    )
{%- endmacro %}

{#
Purpose    the earliest moment at which something can have happened. For a date: the start of that
           day in the shop's time zone, so that today's order in Auckland is not in the future
Arguments  column  SQL: a timestamp, in UTC if it has no time zone; or a date
Result     a timestamp in UTC: 2025-06-30 22:00 for the date 2025-07-01 in Berlin
Example    {{ earliest_moment('ordered_at') }}
#}
{% macro earliest_moment(column) -%}
    case
        when typeof({{ column }}) = 'DATE' then timezone(
            'UTC', timezone('{{ time_zone() }}', cast({{ column }} as timestamp))
        )
        else cast({{ column }} as timestamp)
    end
{%- endmacro %}
