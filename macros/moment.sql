{#
Purpose    the moment in UTC that a value of any type means, as a timestamp without a time zone; a
           date is the start of that day in the shop's time zone. It gives several inputs one type
Arguments  timestamp_utc  SQL: a timestamp, in UTC if it has no time zone; or a date
Result     a timestamp: 2025-07-01 in Berlin is 2025-06-30 22:00
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
