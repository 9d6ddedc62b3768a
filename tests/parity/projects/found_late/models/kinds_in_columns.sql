-- depends_on: {{ ref('kinds') }}
{%- set rows = run_query('select distinct kind from "' ~ target.database ~ '".' ~ target.schema ~ '.kinds order by kind') %}
select {% for row in rows %}{{ loop.index }} as {{ row[0] }}{{ ', ' if not loop.last }}{% endfor %}{% if not execute %}1 as x{% endif %}
