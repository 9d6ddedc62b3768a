{#
Purpose    a value in another type
Arguments  field  SQL; type  a type's name
Result     the value, or the engine's error
Example    {{ dbt.cast('amount', dbt.type_numeric()) }}
#}
{% macro cast(field, type) -%}
    {{ return(adapter.dispatch('cast', 'dbt')(field, type)) }}
{%- endmacro %}

{% macro default__cast(field, type) -%}
    cast({{ field }} as {{ type }})
{%- endmacro %}

{#
Purpose    a value in another type, where it has one
Arguments  field  SQL; type  a type's name
Result     the value, or NULL when it does not fit
Example    {{ dbt.safe_cast('amount', dbt.type_numeric()) }}
#}
{% macro safe_cast(field, type) -%}
    {{ return(adapter.dispatch('safe_cast', 'dbt')(field, type)) }}
{%- endmacro %}

{% macro default__safe_cast(field, type) -%}
    try_cast({{ field }} as {{ type }})
{%- endmacro %}

{#
Purpose    true and false as text
Arguments  field  SQL
Result     'true' or 'false'
Example    {{ dbt.cast_bool_to_text('is_active') }}
#}
{% macro cast_bool_to_text(field) -%}
    {{ return(adapter.dispatch('cast_bool_to_text', 'dbt')(field)) }}
{%- endmacro %}

{% macro default__cast_bool_to_text(field) -%}
    cast({{ field }} as {{ dbt.type_string() }})
{%- endmacro %}
