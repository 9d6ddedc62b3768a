{% macro default__numbers(n) %}select unnest(range({{ n }} + 1)) as n{% endmacro %}
{% macro kind() %}'top'{% endmacro %}
