select customers.id, customers.name, count(orders.id) as n
from {{ ref('customers') }}
left join {{ ref('orders') }} on orders.customer_id = customers.id
group by all
