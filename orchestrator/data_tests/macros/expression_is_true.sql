{#
Purpose    a SQL condition is true in every row; rows where it is NULL pass
Arguments  model
           expression   the condition, as SQL; below a column: what follows the column's name
           column_name  set by seg if the test is written below a column
Result     the rows for which the condition is false, with all columns
Example    - expression_is_true: {arguments: {expression: "first_order_on <= last_order_on"}}
           - expression_is_true: {arguments: {expression: ">= 0"}}    # below a column
#}
{% test expression_is_true(model, expression, column_name=none) -%}
select *
from {{ model }}
where not ({{ column_name ~ ' ' if column_name is not none }}{{ expression }})
{%- endtest %}

{#
Purpose    the test as one number, so that the tests of a relation can share a scan
Arguments  as in the test, without model
Result     SQL of an aggregate: 0 if and only if no row fails
Example    {{ screen_expression_is_true('a <= b') }}
#}
{% macro screen_expression_is_true(expression, column_name=none) -%}
count(case when not ({{ column_name ~ ' ' if column_name is not none }}{{ expression }}) then 1 end)
{%- endmacro %}
