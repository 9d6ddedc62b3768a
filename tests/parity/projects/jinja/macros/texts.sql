{% macro shown(value) %}'{{ value | string | replace("'", "''") }}'{% endmacro %}
{% macro two(a, b='default') %}{{ return(a ~ '-' ~ b) }}{% endmacro %}
{% macro list_of() %}{{ return(['a', 'b']) }}{% endmacro %}
{% macro with_caller() %}[{{ caller() }}]{% endmacro %}
{% macro rest() %}{{ varargs | length }}/{{ kwargs | length }}{% endmacro %}
{% macro calls_missing(a, b) %}{{ a }}{{ b if b is defined else 'none' }}{% endmacro %}
{% macro default__kind() %}default{% endmacro %}
{% macro duckdb__kind() %}duckdb{% endmacro %}
{% macro kind() %}{{ return(adapter.dispatch('kind', 'jinja')()) }}{% endmacro %}
