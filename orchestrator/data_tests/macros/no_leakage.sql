{#
Purpose    no row holds a date after the as-of date
Arguments  model
           columns      the dates (or timestamps in the same time zone) to check; below a column:
                        that column
           as_of        SQL: the last day; a timestamp on that day is not after it
           column_name  set by seg if the test is written below a column
Result     the rows with a later value, or without an as_of, with all columns; NULL dates pass
Example    - no_leakage: {arguments: {columns: [first_order_on, last_order_on]}}
           - no_leakage    # below a column
#}
{% test no_leakage(model, columns=none, as_of='as_of_date', column_name=none) -%}
{%- set columns = columns or ([column_name] if column_name is not none else []) -%}
{%- if not columns -%}
    {{ exceptions.raise_compiler_error("no_leakage needs columns, a list of dates") }}
{%- endif -%}
{%- set conditions = ['(' ~ as_of ~ ') is null'] -%}
{%- for column in columns -%}
    {%- do conditions.append(
        'cast(' ~ column ~ ' as date) > cast((' ~ as_of ~ ') as date)'
    ) -%}
{%- endfor -%}
select *
from {{ model }}
where {{ conditions | join(' or ') }}
{%- endtest %}
