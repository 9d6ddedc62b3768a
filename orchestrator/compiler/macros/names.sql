{#
Purpose    the schema of a node; a project's own macro of that name decides instead
Arguments  custom_schema_name  the node's setting; node  what is known of it
Result     the target's schema, with `_` and the setting where there is one
Example    {{ generate_schema_name('marts') }}
#}
{% macro generate_schema_name(custom_schema_name=none, node=none) -%}
    {{ return(adapter.dispatch('generate_schema_name', 'dbt')(custom_schema_name, node)) }}
{%- endmacro %}

{% macro default__generate_schema_name(custom_schema_name, node=none) -%}
    {%- if custom_schema_name is none -%}
        {{ target.schema }}
    {%- else -%}
        {{ target.schema }}_{{ custom_schema_name | trim }}
    {%- endif -%}
{%- endmacro %}

{#
Purpose    the same, for projects whose production has no prefix
Arguments  as generate_schema_name
Result     the setting alone on the target `prod`, else the target's schema
Example    {{ generate_schema_name_for_env('marts') }}
#}
{% macro generate_schema_name_for_env(custom_schema_name=none, node=none) -%}
    {%- if target.name == 'prod' and custom_schema_name is not none -%}
        {{ custom_schema_name | trim }}
    {%- else -%}
        {{ target.schema }}
    {%- endif -%}
{%- endmacro %}

{#
Purpose    the name of a node's relation; a project's own macro of that name decides instead
Arguments  custom_alias_name  the node's setting; node  what is known of it
Result     the setting, else the node's name
Example    {{ generate_alias_name(none, model) }}
#}
{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {{ return(adapter.dispatch('generate_alias_name', 'dbt')(custom_alias_name, node)) }}
{%- endmacro %}

{% macro default__generate_alias_name(custom_alias_name=none, node=none) -%}
    {%- if custom_alias_name -%}
        {{ custom_alias_name | trim }}
    {%- elif node.version -%}
        {{ node.name ~ '_v' ~ (node.version | replace('.', '_')) }}
    {%- else -%}
        {{ node.name }}
    {%- endif -%}
{%- endmacro %}

{#
Purpose    the database of a node
Arguments  custom_database_name  the node's setting; node  what is known of it
Result     the setting, else the target's database
Example    {{ generate_database_name() }}
#}
{% macro generate_database_name(custom_database_name=none, node=none) -%}
    {{ return(adapter.dispatch('generate_database_name', 'dbt')(custom_database_name, node)) }}
{%- endmacro %}

{% macro default__generate_database_name(custom_database_name=none, node=none) -%}
    {%- if custom_database_name is none -%}
        {{ target.database }}
    {%- else -%}
        {{ custom_database_name }}
    {%- endif -%}
{%- endmacro %}

{#
Purpose    whether the failing rows of a data test are kept in a table
Result     what the test says, else what the command says
Example    {{ 'id, ' if should_store_failures() }}
#}
{% macro should_store_failures() -%}
    {%- set kept = config.get('store_failures') -%}
    {{ return(flags.STORE_FAILURES if kept is none else kept) }}
{%- endmacro %}
