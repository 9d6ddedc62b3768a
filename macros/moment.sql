{#
Purpose    the moment in UTC, as a time stamp without a zone, that a value of any kind means: a date
           is when that day begins on the shop's clock. For columns of one type from several inputs
Arguments  timestamp_utc  SQL: a time stamp, in UTC where it has no zone; or a date
Result     a time stamp: 2025-07-01 in Berlin is 2025-06-30 22:00
Example    {{ moment('ordered_at') }}
#}
{% macro moment(timestamp_utc) -%}
    {{- adapter.dispatch('moment', 'customer_segmentation')(timestamp_utc, time_zone()) -}}
{%- endmacro %}

{% macro default__moment(timestamp_utc, zone) -%}
    case
        when typeof({{ timestamp_utc }}) = 'DATE'
            then timezone('UTC', timezone('{{ zone }}', cast({{ timestamp_utc }} as timestamp)))
        else coalesce(
            make_timestamp(epoch_us({{ timestamp_utc }})),
            cast({{ timestamp_utc }} as timestamp)
        )
    end
{%- endmacro %}
