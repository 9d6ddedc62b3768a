{% macro numbers(n) %}{{ return(adapter.dispatch('numbers', 'tools')(n)) }}{% endmacro %}
{% macro default__numbers(n) %}select unnest(range({{ n }})) as n{% endmacro %}
{% macro kind() %}'tools'{% endmacro %}
{% test is_small(model, column_name) %}select * from {{ model }} where {{ column_name }} > 100{% endtest %}
