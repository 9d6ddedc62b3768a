{#
Purpose    a list of values
Arguments  inputs  a list of SQL; data_type  of an empty list's elements (integer)
Result     a list
Example    {{ dbt.array_construct(['1', '2']) }}
#}
{% macro array_construct(inputs=[], data_type=none) -%}
    {{ return(adapter.dispatch('array_construct', 'dbt')(inputs, data_type)) }}
{%- endmacro %}

{% macro duckdb__array_construct(inputs, data_type) -%}
    {%- if inputs -%}
        [{{ inputs | join(', ') }}]
    {%- else -%}
        cast([] as {{ data_type or dbt.type_int() }}[])
    {%- endif -%}
{%- endmacro %}

{#
Purpose    a list with one element more at its end
Arguments  array, new_element  SQL of one type
Result     a list
Example    {{ dbt.array_append('tags', "'new'") }}
#}
{% macro array_append(array, new_element) -%}
    {{ return(adapter.dispatch('array_append', 'dbt')(array, new_element)) }}
{%- endmacro %}

{% macro default__array_append(array, new_element) -%}
    array_append({{ array }}, {{ new_element }})
{%- endmacro %}

{#
Purpose    two lists, one after the other
Arguments  array_1, array_2  SQL
Result     a list
Example    {{ dbt.array_concat('tags', 'more_tags') }}
#}
{% macro array_concat(array_1, array_2) -%}
    {{ return(adapter.dispatch('array_concat', 'dbt')(array_1, array_2)) }}
{%- endmacro %}

{% macro duckdb__array_concat(array_1, array_2) -%}
    list_concat({{ array_1 }}, {{ array_2 }})
{%- endmacro %}
