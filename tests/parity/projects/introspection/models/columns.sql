{% for column in adapter.get_columns_in_relation(ref('orders')) %}
select '{{ column.name }}' as name, '{{ column.dtype }}' as type, {{ column.is_number() }} as is_number
{{ "union all" if not loop.last }}
{% else %}select null as name, null as type, null as is_number{% endfor %}
