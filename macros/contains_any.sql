{#
Purpose    whether a text contains one of some words, whatever their case
Arguments  column  the text
           words   a list; `%` and `_` in them stand for themselves
Result     a condition in brackets, false for a text that contains none; NULL of NULL
Example    {{ contains_any('job_title', ['ceo', 'founder']) }}
           -> (position('ceo' in lower(job_title)) > 0 or position('founder' in ...) > 0)
#}
{% macro contains_any(column, words) -%}
    (
    {%- for word in words -%}
        {{ dbt.position("'" ~ (word | lower | replace("'", "''")) ~ "'", 'lower(' ~ column ~ ')') }} > 0
        {{- ' or ' if not loop.last }}
    {%- endfor -%}
    )
{%- endmacro %}
