select c.customer_id, {{ total('o.amount') }} as revenue
from {{ ref('stg_customers') }} as c join {{ ref('stg_orders') }} as o using (customer_id)
group by all
