select customer_id, revenue from {{ ref('customers') }}
