-- sums beside each other
select * from (select customer_id, status, amount from orders) pivot (sum(amount) for status in ('paid', 'open')) order by customer_id;
-- columns under each other
select id, what, value from (select id, quantity, cast(customer_id as int) as customer from orders) unpivot (value for what in (quantity, customer));
-- sums beside each other, by conditions
select customer_id, sum(amount) filter (where status = 'paid') as paid, sum(amount) filter (where status = 'open') as open from orders group by customer_id;
