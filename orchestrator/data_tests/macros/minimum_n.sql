{#
Purpose    a relation has enough rows for a statistic
Arguments  model
           min_value    the minimum number
           condition    SQL: only rows for which it is true count
           column_name  below a column: only rows that have a value count
Result     one row if there are too few: n (0 in an empty relation), min_value
Example    - minimum_n: {arguments: {min_value: 30, condition: nps_score is not null}}
           - minimum_n: {arguments: {min_value: 100}}    # also below a column
#}
{% test minimum_n(model, min_value, condition=none, column_name=none) -%}
{{ config(meta={'count_columns': ['n', 'min_value']}) }}
{%- set conditions = [] -%}
{%- if condition is not none -%}{%- do conditions.append('(' ~ condition ~ ')') -%}{%- endif -%}
{%- if column_name is not none -%}
    {%- do conditions.append(column_name ~ ' is not null') -%}
{%- endif -%}
with counted as (
    select
        count(*) as n,
        {{ sql_literal(min_value) }} as min_value
    from {{ model }}
    {%- if conditions %}
    where {{ conditions | join(' and ') }}
    {%- endif %}
)

select *
from counted
where n < min_value
{%- endtest %}
