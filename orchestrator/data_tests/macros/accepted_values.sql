{#
Purpose    a column holds none but the listed values; rows without a value pass
Arguments  model, column_name
           values  the list; an entry that is null changes nothing
           quote   true: entries are texts. false: numbers stay numbers, and texts are SQL
Result     one row per other value: value_field (the value), n_records (how often)
Example    - accepted_values: {arguments: {values: [web, app]}}
           - accepted_values: {arguments: {values: [1, 2], quote: false}}
#}
{% test accepted_values(model, column_name, values, quote=true) -%}
{%- set accepted = [] -%}
{%- for value in values if value is not none -%}
    {%- if quote -%}
        {%- set text = value | string | lower if value is boolean else value | string -%}
        {%- do accepted.append(sql_literal(text)) -%}
    {%- else -%}
        {%- do accepted.append(value if value is string else sql_literal(value)) -%}
    {%- endif -%}
{%- endfor -%}
select
    {{ column_name }} as value_field,
    count(*) as n_records
from {{ model }}
where
    {{ column_name }} is not null
    {%- if accepted %}
    and {{ column_name }} not in ({{ accepted | join(', ') }})
    {%- endif %}
group by {{ column_name }}
{%- endtest %}
