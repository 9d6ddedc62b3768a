{#
Purpose    a text that is a date or time becomes one, where an engine asks for it
Arguments  expression  SQL
Result     the expression; a quoted literal is cast to a time stamp
Example    {{ dbt.as_timestamp("'2018-01-01'") }}
#}
{% macro as_timestamp(expression) -%}
    {%- set sql = expression | string | trim -%}
    {%- if sql[:1] == "'" and sql[-1:] == "'" -%}
        cast({{ sql }} as {{ dbt.type_timestamp() }})
    {%- else -%}
        {{ sql }}
    {%- endif -%}
{%- endmacro %}

{#
Purpose    now, by the engine's clock
Result     a time stamp with time zone
Example    {{ dbt.current_timestamp() }}
#}
{% macro current_timestamp() -%}
    {{ return(adapter.dispatch('current_timestamp', 'dbt')()) }}
{%- endmacro %}

{% macro default__current_timestamp() -%}
    current_timestamp
{%- endmacro %}

{% macro duckdb__current_timestamp() -%}
    now()
{%- endmacro %}

{#
Purpose    now without a zone, as packages of before call it
Result     a time stamp
Example    {{ dbt.current_timestamp_backcompat() }}
#}
{% macro current_timestamp_backcompat() -%}
    {{ return(adapter.dispatch('current_timestamp_backcompat', 'dbt')()) }}
{%- endmacro %}

{% macro default__current_timestamp_backcompat() -%}
    cast(current_timestamp as timestamp)
{%- endmacro %}

{#
Purpose    the same, by the clock of UTC
Result     a time stamp
Example    {{ dbt.current_timestamp_in_utc_backcompat() }}
#}
{% macro current_timestamp_in_utc_backcompat() -%}
    {{ return(adapter.dispatch('current_timestamp_in_utc_backcompat', 'dbt')()) }}
{%- endmacro %}

{% macro default__current_timestamp_in_utc_backcompat() -%}
    {{ return(adapter.dispatch('current_timestamp_backcompat', 'dbt')()) }}
{%- endmacro %}

{#
Purpose    a date of its parts
Arguments  year, month, day  numbers
Result     a date
Example    {{ dbt.date(2018, 1, 31) }}
#}
{% macro date(year, month, day) -%}
    {{ return(adapter.dispatch('date', 'dbt')(year, month, day)) }}
{%- endmacro %}

{% macro default__date(year, month, day) -%}
    make_date({{ year }}, {{ month }}, {{ day }})
{%- endmacro %}

{#
Purpose    a number of parts later (earlier when negative)
Arguments  datepart  second to year, also week and quarter; interval  a number, or SQL; then SQL
Result     a time stamp; in months that are too short, their last day
Example    {{ dbt.dateadd('day', 1, 'ordered_at') }}
#}
{% macro dateadd(datepart, interval, from_date_or_timestamp) -%}
    {{ return(adapter.dispatch('dateadd', 'dbt')(datepart, interval, from_date_or_timestamp)) }}
{%- endmacro %}

{# DuckDB takes intervals of 30 days, 1 month and 720 hours for equal and then, in one SELECT,
   `x + interval '30 days'` and `x + interval '1 month'` for one expression with one value. Written
   in three different ways they stay apart. #}
{% macro duckdb__dateadd(datepart, interval, from_date_or_timestamp) -%}
    {%- set part = datepart | lower -%}
    {%- set time = dbt.as_timestamp(from_date_or_timestamp) -%}
    {%- set unit, times = {'quarter': ('month', 3), 'week': ('day', 7)}.get(part, (part, 1)) -%}
    {%- set count = 'cast(' ~ interval ~ ' as bigint)' ~ (' * ' ~ times if times != 1 else '') -%}
    {%- if unit == 'day' -%}
        ({{ time }} + {{ count }} * interval '1 day')
    {%- elif unit in ('month', 'year') -%}
        ({{ count }} * interval '1 {{ unit }}' + {{ time }})
    {%- else -%}
        ({{ time }} - -{{ count }} * interval '1 {{ unit }}')
    {%- endif -%}
{%- endmacro %}

{#
Purpose    how many borders of a part lie between two times
Arguments  first_date, second_date  SQL; datepart  second to year, week (from Sunday), quarter
Result     a whole number, negative when the second is earlier: 23:59 to 00:01 is one day
Example    {{ dbt.datediff('first_order_on', 'last_order_on', 'day') }}
#}
{% macro datediff(first_date, second_date, datepart) -%}
    {{ return(adapter.dispatch('datediff', 'dbt')(first_date, second_date, datepart)) }}
{%- endmacro %}

{% macro duckdb__datediff(first_date, second_date, datepart) -%}
    {%- set first = 'cast(' ~ first_date ~ ' as timestamp)' -%}
    {%- set second = 'cast(' ~ second_date ~ ' as timestamp)' -%}
    {%- if datepart | lower == 'week' -%}
        cast(date_diff(
            'day',
            date_trunc('week', {{ first }} + interval '1 day'),
            date_trunc('week', {{ second }} + interval '1 day')
        ) / 7 as bigint)
    {%- else -%}
        date_diff('{{ datepart | lower }}', {{ first }}, {{ second }})
    {%- endif -%}
{%- endmacro %}

{#
Purpose    the start of the part that a time lies in
Arguments  datepart  second to year, also week (from Monday) and quarter; date  SQL
Result     a date or time stamp
Example    {{ dbt.date_trunc('month', 'ordered_at') }}
#}
{% macro date_trunc(datepart, date) -%}
    {{ return(adapter.dispatch('date_trunc', 'dbt')(datepart, date)) }}
{%- endmacro %}

{% macro default__date_trunc(datepart, date) -%}
    date_trunc('{{ datepart }}', {{ dbt.as_timestamp(date) }})
{%- endmacro %}

{#
Purpose    the last day of the part that a time lies in
Arguments  date  SQL; datepart  week to year
Result     a date
Example    {{ dbt.last_day('ordered_on', 'month') }}
#}
{% macro last_day(date, datepart) -%}
    {{ return(adapter.dispatch('last_day', 'dbt')(date, datepart)) }}
{%- endmacro %}

{% macro default__last_day(date, datepart) -%}
    cast(
        {{ dbt.dateadd('day', -1, dbt.dateadd(datepart, 1, dbt.date_trunc(datepart, date))) }}
        as date
    )
{%- endmacro %}
