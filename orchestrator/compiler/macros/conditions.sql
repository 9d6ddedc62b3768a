{#
Purpose    rows of the SELECT before that are not in the one after
Result     the key word
Example    select id from a {{ dbt.except() }} select id from b
#}
{% macro except() -%}
    {{ return(adapter.dispatch('except', 'dbt')()) }}
{%- endmacro %}

{% macro default__except() -%}
    except
{%- endmacro %}

{#
Purpose    rows of the SELECT before that are also in the one after
Result     the key word
Example    select id from a {{ dbt.intersect() }} select id from b
#}
{% macro intersect() -%}
    {{ return(adapter.dispatch('intersect', 'dbt')()) }}
{%- endmacro %}

{% macro default__intersect() -%}
    intersect
{%- endmacro %}

{#
Purpose    whether two values are equal
Arguments  expr1, expr2  SQL
Result     a condition, NULL when one of them is
Example    where {{ dbt.equals('a.city', 'b.city') }}
#}
{% macro equals(expr1, expr2) -%}
    {{ return(adapter.dispatch('equals', 'dbt')(expr1, expr2)) }}
{%- endmacro %}

{% macro default__equals(expr1, expr2) -%}
    ({{ expr1 }} = {{ expr2 }})
{%- endmacro %}
