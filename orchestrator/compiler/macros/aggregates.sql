{#
Purpose    one of the values in a group
Arguments  expression  SQL
Result     a value
Example    {{ dbt.any_value('country') }}
#}
{% macro any_value(expression) -%}
    {{ return(adapter.dispatch('any_value', 'dbt')(expression)) }}
{%- endmacro %}

{% macro default__any_value(expression) -%}
    any_value({{ expression }})
{%- endmacro %}

{% macro duckdb__any_value(expression) -%}
    arbitrary({{ expression }})
{%- endmacro %}

{#
Purpose    whether a condition holds in a row of the group
Arguments  expression  SQL
Result     true or false
Example    {{ dbt.bool_or('is_returned') }}
#}
{% macro bool_or(expression) -%}
    {{ return(adapter.dispatch('bool_or', 'dbt')(expression)) }}
{%- endmacro %}

{% macro default__bool_or(expression) -%}
    bool_or({{ expression }})
{%- endmacro %}

{#
Purpose    the values of a group in one text
Arguments  measure, delimiter_text  SQL; order_by_clause  `order by ...`; limit_num  at most
Result     a text
Example    {{ dbt.listagg('city', "', '", 'order by city', 3) }}
#}
{% macro listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) -%}
    {{ return(
        adapter.dispatch('listagg', 'dbt')(measure, delimiter_text, order_by_clause, limit_num)
    ) }}
{%- endmacro %}

{% macro duckdb__listagg(measure, delimiter_text, order_by_clause, limit_num) -%}
    {%- set order = ' ' ~ order_by_clause if order_by_clause else '' -%}
    {%- if limit_num -%}
        list_aggr(
            (array_agg({{ measure }}{{ order }}))[1:{{ limit_num }}],
            'string_agg',
            {{ delimiter_text }}
        )
    {%- else -%}
        string_agg({{ measure }}, {{ delimiter_text }}{{ order }})
    {%- endif -%}
{%- endmacro %}
