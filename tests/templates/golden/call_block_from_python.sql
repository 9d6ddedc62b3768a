---- template
{% call statement('orders', fetch_result=true) %}
    select count(*) from {{ ref('a') }}
{% endcall %}
rows: {{ load_result('orders') }}
---- text

rows: select count(*) from <a>
