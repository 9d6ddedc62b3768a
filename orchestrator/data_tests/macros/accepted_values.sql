{#
Purpose    a column holds only the listed values; rows without a value pass
Arguments  model, column_name
           values  the list; null entries are ignored
           quote   true: entries are strings; false: numbers stay numbers, and strings are SQL
Result     one row per value not listed: value_field (the value), n_records (how often)
Example    - accepted_values: {arguments: {values: [web, app]}}
           - accepted_values: {arguments: {values: [1, 2], quote: false}}
#}
{% test accepted_values(model, column_name, values, quote=true) -%}
    {{ return(adapter.dispatch('test_accepted_values', 'dbt')(model, column_name, values, quote)) }}
{%- endtest %}

{% macro default__test_accepted_values(model, column_name, values, quote=true) -%}
select
    {{ column_name }} as value_field,
    count(*) as n_records
from {{ model }}
where {{ dbt.is_other_value(column_name, values, quote) }}
group by {{ column_name }}
{%- endmacro %}

{#
Purpose    whether a value is not in the list
Arguments  column_name, values, quote  as in the test
Result     SQL of a condition; false or NULL for NULL
Example    {{ is_other_value('channel', ['web', 'app'], true) }}
#}
{% macro is_other_value(column_name, values, quote) -%}
{%- set accepted = [] -%}
{%- for value in values if value is not none -%}
    {%- if quote -%}
        {%- set text = value | string | lower if value is boolean else value | string -%}
        {%- do accepted.append(sql_literal(text)) -%}
    {%- else -%}
        {%- do accepted.append(value if value is string else sql_literal(value)) -%}
    {%- endif -%}
{%- endfor -%}
{{ column_name }} is not null
{%- if accepted %} and {{ column_name }} not in ({{ accepted | join(', ') }}){% endif %}
{%- endmacro %}

{#
Purpose    the test as one number, so that the tests of a relation can share a scan
Arguments  as in the test, without model
Result     SQL of an aggregate: 0 if and only if no row fails
Example    {{ screen_accepted_values('channel', ['web', 'app']) }}
#}
{% macro screen_accepted_values(column_name, values, quote=true) -%}
count(case when {{ dbt.is_other_value(column_name, values, quote) }} then 1 end)
{%- endmacro %}
