{#
Purpose    the schema in which a node is built: a configured schema is used as written (`raw`),
           without the target's schema as a prefix
Arguments  custom_schema_name  the configured schema, or none; node  not used
Result     the name of the schema
Example    +schema: raw
#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}
