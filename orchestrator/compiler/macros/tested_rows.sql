{#
Purpose    the rows that a generic data test reads; a project's own macro of that name decides
           instead, for all data tests
Arguments  relation  what the test is of
Result     the relation, or those of its rows for which the setting `where` of the test holds
Example    select * from {{ get_where_subquery(model) }}
#}
{% macro get_where_subquery(relation) -%}
    {{ return(adapter.dispatch('get_where_subquery', 'dbt')(relation)) }}
{%- endmacro %}

{% macro default__get_where_subquery(relation) -%}
    {%- set where = config.get('where') -%}
    {%- if where -%}
        (select * from {{ relation }} where {{ where }}) as tested_rows
    {%- else -%}
        {{ relation }}
    {%- endif -%}
{%- endmacro %}
