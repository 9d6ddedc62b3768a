{#
Purpose    a column lies between two bounds; rows without a value pass
Arguments  model, column_name
           min_value, max_value  a number or date, or SQL as a text (another column); one or both
           inclusive             whether the bounds themselves are allowed
Result     the rows outside the bounds, with all columns
Example    - accepted_range: {arguments: {min_value: 0, max_value: 1}}
           - accepted_range: {arguments: {min_value: first_order_on, inclusive: false}}
#}
{% test accepted_range(model, column_name, min_value=none, max_value=none, inclusive=true) -%}
select *
from {{ model }}
where {{ dbt.is_out_of_range(column_name, min_value, max_value, inclusive) }}
{%- endtest %}

{#
Purpose    whether a value lies outside the bounds
Arguments  column_name, min_value, max_value, inclusive  as in the test
Result     SQL of a condition; NULL for NULL
Example    {{ is_out_of_range('share', 0, 1, true) }}
#}
{% macro is_out_of_range(column_name, min_value, max_value, inclusive) -%}
{%- if min_value is none and max_value is none -%}
    {{ exceptions.raise_compiler_error("accepted_range needs min_value, max_value or both") }}
{%- endif -%}
{%- set conditions = [] -%}
{%- set or_equal = '=' if inclusive else '' -%}
{%- for sign, bound in [('>', min_value), ('<', max_value)] if bound is not none -%}
    {%- set bound = bound if bound is string else sql_literal(bound) -%}
    {%- do conditions.append('not (' ~ column_name ~ ' ' ~ sign ~ or_equal ~ ' ' ~ bound ~ ')') -%}
{%- endfor -%}
{{ conditions | join(' or ') }}
{%- endmacro %}

{#
Purpose    the test as one number, so that the tests of a relation can share a scan
Arguments  as in the test, without model
Result     SQL of an aggregate: 0 if and only if no row fails
Example    {{ screen_accepted_range('share', 0, 1) }}
#}
{% macro screen_accepted_range(
    column_name, min_value=none, max_value=none, inclusive=true
) -%}
count(case when {{ dbt.is_out_of_range(column_name, min_value, max_value, inclusive) }} then 1 end)
{%- endmacro %}
