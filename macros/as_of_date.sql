{#
Purpose    the last day considered: as_of_day(), or the day on which the run started, in the
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
Purpose    the requested day: the variable as_of_date, even if it is null; if it is not set, the
           day of the sample shop. seg uses it to decide which segments are due for review
Result     a text, or none for the day of the run
Example    {% if as_of_day() is none %}
#}
{% macro as_of_day() -%}
    {{- return(var('as_of_date', customer_segmentation.sample_pin('as_of_date'))) -}}
{%- endmacro %}

{#
Purpose    the day on which the run started, in the shop's time zone. A macro of its own, since a
           macro that names run_started_at is rendered in every run, whether it uses it or not.
           It returns a day, not a moment, so that two runs on one day render the same SQL
Result     a date
Example    {{ day_of_run() }} -> cast('2025-07-01' as date)
#}
{% macro day_of_run() -%}
    {%- set zone = modules.pytz.timezone(customer_segmentation.time_zone()) -%}
    cast('{{ run_started_at.astimezone(zone).strftime('%Y-%m-%d') }}' as date)
{%- endmacro %}
