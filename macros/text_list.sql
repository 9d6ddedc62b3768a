{#
Purpose    texts as a SQL list in parentheses; quotes inside them are doubled
Arguments  texts  a list
Result     the operand of `in`
Example    {{ text_list(['a', 'b']) }} -> ('a', 'b')
#}
{% macro text_list(texts) -%}
    (
    {%- for text in texts -%}
        '{{ text | replace("'", "''") }}'{{ ', ' if not loop.last }}
    {%- endfor -%}
    )
{%- endmacro %}
