-- Customers without a segment. The test passes if there are none.
select customers.customer_id
from {{ ref('stg_customers') }} as customers
left join {{ ref('customer_segments') }} as segments
    on customers.customer_id = segments.customer_id
where segments.customer_id is null
