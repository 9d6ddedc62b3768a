{#
Purpose    the value of `once_per` for what is fitted anew every so many days: the period that the
           as-of date is in. `once_ignoring=as_of_date()` belongs to it, because upstream SQL has
           the day in it. Periods are counted from a fixed day, so that models with the same number
           are due together. See once_a_day.
           The number of a day is worked out, since a template that uses `modules.datetime` counts
           as one that reads the clock: it would be rendered in every run
Arguments  days  a whole number of days
Result     a text, or none
Example    {{ config(once_per=once_in_days(7), once_ignoring=as_of_date()) }}
#}
{% macro once_in_days(days) -%}
    {%- if days is not integer or days < 1 -%}
        {{- exceptions.raise_compiler_error(
            "fitted anew every '" ~ days ~ "' days: write a whole number of days from 1 on"
        ) -}}
    {%- endif -%}
    {%- if var('references_follow_each_change', false) -%}
        {{- return(none) -}}
    {%- endif -%}
    {%- set date = modules.re.sub("[^0-9-]", '', customer_segmentation.as_of_date() | string) -%}
    {%- if days == 1 -%}
        {{- return(date) -}}
    {%- endif -%}
    {%- set year, month, day = date.split('-') | map('int') -%}
    {#- Years that begin in March end with their leap day. -#}
    {%- set years = year - 1 if month < 3 else year -%}
    {%- set in_year = (153 * ((month + 9) % 12) + 2) // 5 + day -%}
    {%- set number = 365 * years + years // 4 - years // 100 + years // 400 + in_year -%}
    {{- return('period ' ~ (number // days) ~ ' of ' ~ days ~ ' days') -}}
{%- endmacro %}
