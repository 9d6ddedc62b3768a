{#
Purpose    stop the statement with a message, for errors that only the data can show
Arguments  message  SQL: a text
Result     an expression that never has a value
Example    case when amount < 0 then {{ raise_error("'a negative amount'") }} else 1 end
#}
{% macro raise_error(message) -%}
    {{- adapter.dispatch('raise_error', 'customer_segmentation')(message) -}}
{%- endmacro %}

{% macro default__raise_error(message) -%}
    error({{ message }})
{%- endmacro %}

{% macro spark__raise_error(message) -%}
    raise_error({{ message }})
{%- endmacro %}
