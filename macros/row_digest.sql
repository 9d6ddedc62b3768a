{#
Purpose    a number that stands for the values of a row: two rows that differ have the same one with
           a chance of one in 2^64. Summed over rows, in any order, it stands for all of them
Arguments  columns  a list of SQL
Result     a whole number
Example    sum({{ row_digest(['order_id', 'net_amount']) }})
#}
{% macro row_digest(columns) -%}
    {{- adapter.dispatch('row_digest', 'customer_segmentation')(columns) -}}
{%- endmacro %}

{% macro default__row_digest(columns) -%}
    hash({{ columns | join(', ') }})
{%- endmacro %}

{#- Spark passes over what is NULL, so that ('a', NULL) and (NULL, 'a') would be one. -#}
{% macro spark__row_digest(columns) -%}
    cast(xxhash64(
        {%- for column in columns -%}
        {{ column }}, {{ column }} is null{{ ', ' if not loop.last }}
        {%- endfor -%}
    ) as decimal(38, 0))
{%- endmacro %}
