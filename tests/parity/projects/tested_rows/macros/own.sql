{% macro get_where_subquery(tested) -%}
    {%- set where = config.get('where') -%}
    {%- if where -%}
        (
            select * from {{ tested }}
            where {{ where | replace('__cut__', "date '2023-06-01'") }}
        ) as recent_rows
    {%- else -%}
        {{ tested }}
    {%- endif -%}
{%- endmacro %}

{% test as_many_as(model, column_name, other) %}
select tested.{{ column_name }}
from (select count(*) as n, max({{ column_name }}) as {{ column_name }} from {{ model }}) as tested
cross join (select count(*) as n from {{ get_where_subquery(other) }}) as others
where tested.n != others.n or tested.n != 1
{% endtest %}

{% macro default__test_relationships(model, column_name, to, field) %}
select {{ column_name }} as from_field from {{ model }}
where {{ column_name }} > (select count({{ field }}) from {{ to }})
{% endmacro %}
