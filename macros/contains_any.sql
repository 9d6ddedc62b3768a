{#
Purpose    whether a text contains any of a list of words, ignoring case
Arguments  column  the text
           words   a list; `%` and `_` in them are literal characters
Result     a condition in parentheses, false for a text that contains none; NULL for NULL
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
