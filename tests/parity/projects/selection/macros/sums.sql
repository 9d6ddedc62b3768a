{% macro total(column) %}sum({{ column }}){% endmacro %}

{% macro twice(column) %}{{ times(column, 2) }}{% endmacro %}

{% macro times(column, factor) %}{{ column }} * {{ factor }}{% endmacro %}
