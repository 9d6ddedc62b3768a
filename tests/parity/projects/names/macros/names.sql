{% macro generate_schema_name(custom_schema_name, node) %}
    {%- if custom_schema_name is none -%} {{ target.schema }}
    {%- elif 'exact' in node.tags -%} {{ custom_schema_name | trim }}
    {%- else -%} {{ target.schema }}__{{ custom_schema_name | trim }}
    {%- endif -%}
{% endmacro %}
{% macro generate_alias_name(custom_alias_name=none, node=none) %}
    {%- if custom_alias_name -%} {{ custom_alias_name }}
    {%- elif node.version -%} {{ node.name }}_v{{ node.version }}
    {%- else -%} {{ node.name }}{{ '_of_other' if 'other' in node.fqn }}
    {%- endif -%}
{% endmacro %}
{% test is_between(model, column_name, lowest=0, highest=none, of=none) %}
select * from {{ model }} where {{ column_name }} < {{ lowest }}
{% if highest is not none %} or {{ column_name }} > {{ highest }}{% endif %}
{% endtest %}
