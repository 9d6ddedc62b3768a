{{ config(tags=['finance'], meta={'owner': 'anna'}) }}
select
    c.customer_id,
    c.name,
    count(o.order_id) as orders,
    coalesce(sum(p.amount), 0) as spent
from {{ ref('stg_customers') }} as c
left join {{ ref('stg_orders') }} as o using (customer_id)
left join {{ ref('stg_payments') }} as p using (order_id)
group by all
