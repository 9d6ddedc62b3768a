{% macro shown(value) %}'{{ value | string | replace("'", "''") }}'{% endmacro %}
{% macro ref(name) %}{{ return('ref of ' ~ builtins.ref(name).identifier) }}{% endmacro %}
{% macro is_incremental() %}{{ return('overridden') }}{% endmacro %}
{% macro note_in_context(value) %}{% do context.update({'__noted__': value}) %}{% endmacro %}
{% macro from_context() %}{{ return(context.get('__noted__', 'nothing')) }}{% endmacro %}
