{#
Purpose    where a node is built: a schema that is configured is used as it is written (`raw`),
           without the target's in front
Arguments  custom_schema_name  what is configured, or none; node  not used
Result     the schema's name
Example    +schema: raw
#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}
