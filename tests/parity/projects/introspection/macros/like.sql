{% macro dbt_utils_like(relation) %}
{%- if not execute -%}{{ return('') }}{%- endif -%}
{%- set rows = run_query('select * from ' ~ relation ~ ' order by id limit 1') -%}
{%- for row in rows.rows -%}{{ row['status'] }} {{ row[0] }} {{ rows.column_names | join(',') }}{%- endfor -%}
{% endmacro %}
