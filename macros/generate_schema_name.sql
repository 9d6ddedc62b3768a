{#
    A schema that is configured is used as it is written (`raw`), without the target's in front.
#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}
