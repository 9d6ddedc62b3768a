{% macro day() %}date '2030-01-01'{% endmacro %}
