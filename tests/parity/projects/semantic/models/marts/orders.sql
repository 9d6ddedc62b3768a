select 1 as id, 7 as customer_id, date '2025-01-01' as ordered_on, 5 as amount, 'web' as channel
union all
select 2, 8, date '2025-01-03', 9, 'shop'
