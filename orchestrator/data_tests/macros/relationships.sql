{#
Purpose    every value of a column exists in a column of another relation; NULL passes
Arguments  model, column_name
           to     the other relation: ref('customers')
           field  its column
Result     one row per row whose value does not exist there: from_field (the value)
Example    - relationships: {arguments: {to: ref('customers'), field: customer_id}}
#}
{% test relationships(model, column_name, to, field) -%}
    {{ return(adapter.dispatch('test_relationships', 'dbt')(model, column_name, to, field)) }}
{%- endtest %}

{% macro default__test_relationships(model, column_name, to, field) -%}
with child as (
    select {{ column_name }} as from_field
    from {{ model }}
    where {{ column_name }} is not null
),

parent as (
    select {{ field }} as to_field
    from {{ to }}
    where {{ field }} is not null
)

select child.from_field
from child
where not exists (
    select 1
    from parent
    where parent.to_field = child.from_field
)
{%- endmacro %}
