{% set statuses = run_query("select distinct status from " ~ ref('orders') ~ " order by status") %}
select id
{% if execute %}{% for status in statuses.columns[0].values() %}
    , sum(amount) filter (status = '{{ status }}') as {{ status }}
{% endfor %}{% endif %}
from {{ ref('orders') }} group by id
