---- macros
{% macro factorial(n) %}
    {%- if n <= 1 %}{{ return(1) }}{% endif -%}
    {{ return(n * factorial(n - 1)) }}
{% endmacro %}
{% macro tree(nodes) -%}
    ({% for node in nodes recursive %}{{ node.name }}{{ loop(node.children) }}{% endfor %})
{%- endmacro %}
---- template
{{ factorial(5) }}
{{ tree([{'name': 'a', 'children': [{'name': 'b', 'children': []}]}]) }}
---- text
120
(ab)
