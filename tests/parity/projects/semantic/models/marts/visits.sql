select 1 as id, 7 as customer_id, date '2025-01-01' as visited_on
