{#
Purpose    the last day that is looked at: as_of_day(), or the day on which the run started, in the
           shop's time zone. Never the database's current date, so that a run can be repeated
Result     a date
Example    {{ as_of_date() }} -> cast('2025-06-30' as date)
#}
{% macro as_of_date() -%}
    {%- set day = customer_segmentation.as_of_day() -%}
    {%- if day is none -%}
        {{- customer_segmentation.day_of_run() -}}
    {%- elif modules.re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}', day | string) -%}
        cast('{{ day }}' as date)
    {%- else -%}
        {{- exceptions.raise_compiler_error(
            "as_of_date is '" ~ day ~ "': write it as YYYY-MM-DD"
        ) -}}
    {%- endif -%}
{%- endmacro %}

{#
Purpose    the day that is asked for: the variable as_of_date, also where it is null; without it,
           the day of the sample shop. seg judges by it which segments are to be reviewed
Result     a text, or none: the day of the run
Example    {% if as_of_day() is none %}
#}
{% macro as_of_day() -%}
    {{- return(var('as_of_date', customer_segmentation.sample_pin('as_of_date'))) -}}
{%- endmacro %}

{#
Purpose    the day on which the run started, in the shop's time zone. It stands by itself: a macro
           in which run_started_at is named is rendered again in each run, whether it asks or not.
           It gives the day and no moment, so that two runs of one day are the same SQL
Result     a date
Example    {{ day_of_run() }} -> cast('2025-07-01' as date)
#}
{% macro day_of_run() -%}
    {%- set zone = modules.pytz.timezone(customer_segmentation.time_zone()) -%}
    cast('{{ run_started_at.astimezone(zone).strftime('%Y-%m-%d') }}' as date)
{%- endmacro %}
