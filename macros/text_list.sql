{#
    Texts as a SQL list in brackets; quotes inside them are doubled.

    text_list(["a", "b"]) -> ('a', 'b')
#}
{% macro text_list(texts) -%}
    (
    {%- for text in texts -%}
        '{{ text | replace("'", "''") }}'{{ ', ' if not loop.last }}
    {%- endfor -%}
    )
{%- endmacro %}
