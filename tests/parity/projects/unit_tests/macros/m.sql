{% macro rate() %}1{% endmacro %}
{% macro other() %}2{% endmacro %}
