{#
Purpose    the value of `once_per` for what is fitted anew every so many days: the first day of the
           period that the as-of date is in. `once_ignoring=as_of_date()` belongs to it, because
           upstream SQL has the day in it. Periods are counted from a fixed day, so that models
           with the same number are due together. See once_a_day
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
    {%- set day = modules.datetime.date.fromisoformat(
        modules.re.sub("[^0-9-]", '', customer_segmentation.as_of_date() | string)
    ) -%}
    {{- return((day - modules.datetime.timedelta(days=day.toordinal() % days)) | string) -}}
{%- endmacro %}
