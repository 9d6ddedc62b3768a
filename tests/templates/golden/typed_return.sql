---- macros
{% macro columns() %}
    not to be seen
    {{ return(['id', 'amount']) }}
    {{ never.reached }}
{% endmacro %}
{% macro nothing() %}{% do return() %}{% endmacro %}
{% macro through_a_call() %}
    {%- call wrap() -%}inner{%- endcall -%}
{% endmacro %}
{% macro wrap() %}{{ return('[' ~ caller() ~ ']') }}{% endmacro %}
---- template
{% for column in columns() -%}
    {{ column }}{{ "," if not loop.last }}
{% endfor -%}
{{ columns()[1] }} {{ nothing() }} {{ through_a_call() }}
{% call wrap() %}here{% endcall %}
---- text
id,
amount
amount None [inner]
[here]
