---- macros
{% macro greeting() %}{{ dbt.hello() }} of {{ context['this'].schema }}{% endmacro %}
{% macro _hidden() %}found{% endmacro %}
---- template
{{ greeting() }}, {{ shop.greeting() }}, {{ shop._hidden() }}, {{ context.get('no_such', 'default') }}
---- text
built-in of main, built-in of main, found, default
