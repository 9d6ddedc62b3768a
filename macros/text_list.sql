{#
Purpose    texts as a SQL list in brackets; quotes inside them are doubled
Arguments  texts  a list
Result     what stands after `in`
Example    {{ text_list(['a', 'b']) }} -> ('a', 'b')
#}
{% macro text_list(texts) -%}
    (
    {%- for text in texts -%}
        '{{ text | replace("'", "''") }}'{{ ', ' if not loop.last }}
    {%- endfor -%}
    )
{%- endmacro %}
