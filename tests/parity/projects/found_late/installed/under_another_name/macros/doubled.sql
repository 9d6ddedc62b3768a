{% macro doubled(x) %}{{ return(adapter.dispatch('doubled', 'macros')(x)) }}{% endmacro %}
{% macro default__doubled(x) %}2 * {{ x }}{% endmacro %}
