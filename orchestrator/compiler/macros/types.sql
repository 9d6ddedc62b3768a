{#
Purpose    the name of the type for text
Result     text, or what an engine calls it
Example    cast(amount as {{ dbt.type_string() }})
#}
{% macro type_string() -%}
    {{ return(adapter.dispatch('type_string', 'dbt')()) }}
{%- endmacro %}

{% macro default__type_string() -%}
    text
{%- endmacro %}

{#
Purpose    the name of the type for whole numbers of 32 bits
Result     integer, or what an engine calls it
Example    cast(amount as {{ dbt.type_int() }})
#}
{% macro type_int() -%}
    {{ return(adapter.dispatch('type_int', 'dbt')()) }}
{%- endmacro %}

{% macro default__type_int() -%}
    integer
{%- endmacro %}

{#
Purpose    the name of the type for whole numbers of 64 bits
Result     bigint, or what an engine calls it
Example    cast(amount as {{ dbt.type_bigint() }})
#}
{% macro type_bigint() -%}
    {{ return(adapter.dispatch('type_bigint', 'dbt')()) }}
{%- endmacro %}

{% macro default__type_bigint() -%}
    bigint
{%- endmacro %}

{#
Purpose    the name of the type for numbers with a fraction, in binary
Result     float, or what an engine calls it
Example    cast(amount as {{ dbt.type_float() }})
#}
{% macro type_float() -%}
    {{ return(adapter.dispatch('type_float', 'dbt')()) }}
{%- endmacro %}

{% macro default__type_float() -%}
    float
{%- endmacro %}

{#
Purpose    the name of the type for numbers with a fraction, in decimal
Result     numeric(28, 6), or what an engine calls it
Example    cast(amount as {{ dbt.type_numeric() }})
#}
{% macro type_numeric() -%}
    {{ return(adapter.dispatch('type_numeric', 'dbt')()) }}
{%- endmacro %}

{% macro default__type_numeric() -%}
    numeric(28, 6)
{%- endmacro %}

{#
Purpose    the name of the type for a date with a time, without time zone
Result     timestamp, or what an engine calls it
Example    cast(amount as {{ dbt.type_timestamp() }})
#}
{% macro type_timestamp() -%}
    {{ return(adapter.dispatch('type_timestamp', 'dbt')()) }}
{%- endmacro %}

{% macro default__type_timestamp() -%}
    timestamp
{%- endmacro %}

{#
Purpose    the name of the type for true and false
Result     boolean, or what an engine calls it
Example    cast(amount as {{ dbt.type_boolean() }})
#}
{% macro type_boolean() -%}
    {{ return(adapter.dispatch('type_boolean', 'dbt')()) }}
{%- endmacro %}

{% macro default__type_boolean() -%}
    boolean
{%- endmacro %}
