---- macros
{% macro all_of_them(first, second='two') -%}
    {{ first }} {{ second }} {{ varargs | join('+') }} {{ kwargs.values() | join('+') }}
{%- endmacro %}
{% macro default_calls(suffix=ref('a')) %}{{ suffix }}{% endmacro %}
---- template
{{ all_of_them(1) }}
{{ all_of_them(1, 2, 3, 4, x=5) }}
{{ default_calls() }}
---- text
1 two  
1 2 3+4 5
<a>
