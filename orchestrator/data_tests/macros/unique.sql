{#
Purpose    no value of a column occurs twice; rows without a value do not count
Arguments  model, column_name (a column, or an expression over columns)
Result     one row per repeated value: unique_field (the value), n_records (how often)
Example    data_tests: [unique]
#}
{% test unique(model, column_name) -%}
    {{ return(adapter.dispatch('test_unique', 'dbt')(model, column_name)) }}
{%- endtest %}

{% macro default__test_unique(model, column_name) -%}
select
    {{ column_name }} as unique_field,
    count(*) as n_records
from {{ model }}
where {{ column_name }} is not null
group by {{ column_name }}
having count(*) > 1
{%- endmacro %}

{#
Purpose    the test as one number, so that the tests of a relation can share a scan
Arguments  as in the test, without model
Result     SQL of an aggregate: 0 if and only if no row fails
Example    {{ screen_unique('id') }}
#}
{% macro screen_unique(column_name) -%}
count({{ column_name }}) - count(distinct {{ column_name }})
{%- endmacro %}
