{#
Purpose    the day of a moment on the shop's clock; see time_zone
Arguments  timestamp_utc  SQL: a time stamp, in UTC where it has no zone; or a date
Result     a date: 2025-06-30 22:30 UTC is 2025-07-01 in Berlin
Example    {{ local_date('ordered_at') }}
#}
{% macro local_date(timestamp_utc) -%}
    {{- adapter.dispatch('local_date', 'customer_segmentation')(timestamp_utc, time_zone()) -}}
{%- endmacro %}

{#- By microseconds, which are those of UTC for time stamps with a zone and without one, and need no
    look at a calendar. What is infinite has none, and stays what it is; and so does a date, which is
    that very day on every clock. -#}
{% macro default__local_date(timestamp_utc, zone) -%}
    coalesce(
        case when typeof({{ timestamp_utc }}) = 'DATE' then cast({{ timestamp_utc }} as date) end,
        cast(timezone('{{ zone }}', make_timestamptz(epoch_us({{ timestamp_utc }}))) as date),
        cast({{ timestamp_utc }} as date)
    )
{%- endmacro %}

{#
Purpose    the moment from which on something has happened: of a date, the start of that day on the
           shop's clock, so that in Auckland an order of today is not one of the future
Arguments  column  SQL: a time stamp, in UTC where it has no zone; or a date
Result     a time stamp in UTC: of the date 2025-07-01 in Berlin, 2025-06-30 22:00
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
