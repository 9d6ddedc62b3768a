{#
Purpose    the day on the shop's clock (the variable time_zone) of a moment in UTC
Arguments  timestamp_utc  SQL: a time stamp without zone
Result     a date: 2025-06-30 22:30 UTC is 2025-07-01 in Berlin
Example    {{ local_date('ordered_at') }}
#}
{% macro local_date(timestamp_utc) -%}
    {%- set zone = var('time_zone', 'UTC') -%}
    {%- if not modules.re.fullmatch('[A-Za-z0-9_+/-]+', zone) -%}
        {{- exceptions.raise_compiler_error(
            "time_zone is '" ~ zone ~ "': write it as Europe/Berlin"
        ) -}}
    {%- endif -%}
    {{- adapter.dispatch('local_date', 'customer_segmentation')(timestamp_utc, zone) -}}
{%- endmacro %}

{% macro default__local_date(timestamp_utc, zone) -%}
    cast(timezone('{{ zone }}', timezone('UTC', {{ timestamp_utc }})) as date)
{%- endmacro %}

{% macro spark__local_date(timestamp_utc, zone) -%}
    cast(from_utc_timestamp({{ timestamp_utc }}, '{{ zone }}') as date)
{%- endmacro %}
