{#
Purpose    a column has a value in every row
Arguments  model, column_name
Result     the rows without a value, with all columns
Example    data_tests: [not_null]
#}
{% test not_null(model, column_name) -%}
    {{ return(adapter.dispatch('test_not_null', 'dbt')(model, column_name)) }}
{%- endtest %}

{% macro default__test_not_null(model, column_name) -%}
select *
from {{ model }}
where {{ column_name }} is null
{%- endmacro %}

{#
Purpose    the test as one number, so that the tests of a relation can share a scan
Arguments  as in the test, without model
Result     SQL of an aggregate: 0 if and only if no row fails
Example    {{ screen_not_null('id') }}
#}
{% macro screen_not_null(column_name) -%}
count(*) - count({{ column_name }})
{%- endmacro %}
