{#
Purpose    a digest of the values of a row, as a number: two different rows have the same one with a
           probability of 1 in 2^64. Its sum over rows, in any order, is a digest of all of them
Arguments  columns  a list of SQL expressions
Result     a whole number
Example    sum({{ row_digest(['order_id', 'net_amount']) }})
#}
{% macro row_digest(columns) -%}
    {{- adapter.dispatch('row_digest', 'customer_segmentation')(columns) -}}
{%- endmacro %}

{#- hash() of zeros is 0: without the constant, a row of zeros would not change a sum. -#}
{% macro default__row_digest(columns) -%}
    hash(1, {{ columns | join(', ') }})
{%- endmacro %}

{#- Spark skips NULL, so ('a', NULL) and (NULL, 'a') would have the same digest. -#}
{% macro spark__row_digest(columns) -%}
    cast(xxhash64(
        {%- for column in columns -%}
        {{ column }}, {{ column }} is null{{ ', ' if not loop.last }}
        {%- endfor -%}
    ) as decimal(38, 0))
{%- endmacro %}
