-- numbered
select id, row_number() over (partition by customer_id order by ordered_at, id) as n from orders;
-- ranked
select id, rank() over (order by quantity) as r, dense_rank() over (order by quantity desc) as d from orders;
-- ranked with NULL
select id, rank() over (order by age) as up, rank() over (order by age desc) as down, row_number() over (order by city nulls first, id) as n from customers;
-- shares of a rank
select id, percent_rank() over (order by amount) as p, cume_dist() over (order by amount) as c, ntile(4) over (order by amount, id) as quarter from orders;
-- before and after
select id, lag(id) over (partition by customer_id order by ordered_at) as before, lead(id, 2) over (order by id) as after, lag(id, 1, 0) over (order by id) as or_zero from orders;
-- the one after, and the one before the last
select id, lead(id) over (order by id) as after, lag(id, 2) over (order by id) as before, lead(id, 1, -1) over (order by id) as or_none, lag(status, 1, 'x') over (order by id desc) as status from orders;
-- first and last of a frame
select id, first_value(id) over (partition by customer_id order by ordered_at) as first, last_value(id) over (partition by customer_id order by ordered_at rows between unbounded preceding and unbounded following) as last, nth_value(id, 2) over (partition by customer_id order by ordered_at rows between unbounded preceding and unbounded following) as second from orders;
-- the last that is not NULL
select id, last_value(age ignore nulls) over (order by id) as known, first_value(age ignore nulls) over (order by id rows between current row and unbounded following) as next from customers;
-- running sums
select id, sum(amount) over (partition by customer_id order by ordered_at, id) as so_far, count(*) over (order by id rows unbounded preceding) as n from orders;
-- sums of a whole partition
select id, sum(amount) over (partition by customer_id) as total, amount / sum(amount) over () as share, avg(amount) over (partition by status) as mean, max(ordered_at) over () as last, min(amount) over (partition by status) as least from orders;
-- rows around
select id, avg(weight) over (order by id rows between 2 preceding and current row) as mean, sum(quantity) over (order by id rows between 1 following and 2 following) as next, count(*) over (order by id rows between 3 preceding and 1 preceding) as before from orders;
-- values around
select id, sum(quantity) over (order by quantity range between 1 preceding and 1 following) as near from orders;
-- days around
select id, count(*) over (order by ordered_on range between interval 30 day preceding and current row) as month from orders;
-- time around
select id, sum(amount) over (partition by customer_id order by ordered_at range between interval '30 days' preceding and interval '1 day' preceding) as before from orders;
-- windows in expressions
select id, cast(row_number() over (order by id) as int) as n, greatest(row_number() over (order by id), 3) as most, id = max(id) over () as is_last, round(avg(weight) over (order by id), 3) as mean from orders;
-- a named window
select id, sum(amount) over w as so_far, row_number() over w as n from orders window w as (partition by customer_id order by id);
-- a named window with a frame
select id, rank() over w + (count(*) over (w range between current row and current row) - 1) / 2.0 as r from orders window w as (partition by status order by quantity desc);
-- rows by their number
select id, customer_id from orders qualify row_number() over (partition by customer_id order by ordered_at desc, id) = 1;
-- rows by a name
select id, row_number() over (partition by status order by amount desc, id) as n from orders qualify n <= 2;
-- rows by a window, and a condition
select id from orders where quantity > 0 qualify sum(amount) over (partition by customer_id) > 20;
-- all columns of rows by a name
select *, row_number() over (partition by status order by amount desc, id) as n from orders qualify n = 1;
-- all columns of rows by a window
select *, quantity * 2 as twice from orders qualify row_number() over (partition by customer_id order by ordered_at desc, id) = 1;
-- all columns but one, of one of two tables
select o.* exclude (tags), c.name from orders as o inner join customers as c on o.customer_id = c.id qualify row_number() over (partition by c.id order by o.amount desc) = 1;
-- rows by a window over what has a name
select id, quantity * 2 as twice, twice + 1 as more from orders qualify row_number() over (order by more desc, id) <= 3 and twice > 0;
-- rows by a column that has the name of another value
select id, -quantity as age, -id as customer_id from orders qualify row_number() over (order by customer_id, id) <= 2 or age < -3;
-- rows by a name in a query of WITH
with first as (select *, amount * 2 as twice from orders qualify row_number() over (partition by status order by twice, id) = 1) select id, twice from first qualify rank() over (order by twice desc) <= 2 order by id;
-- rows by a window over a condition that has a name
select id, not quantity > 1 as few, amount > 10 or quantity = 0 as dear from orders qualify count(*) filter (where few = dear) over (partition by customer_id) > 1;
-- groups by their rank
select customer_id, sum(amount) as amount from orders group by customer_id qualify row_number() over (order by sum(amount) desc) <= 2;
-- groups by the rank of what has a name
select status, sum(amount) as total, count(*) as n from orders where quantity > 0 group by status having count(*) > 0 qualify rank() over (order by total desc) <= 2 and total > 20 and sum(quantity) < 9;
-- groups by a rank that has a name
select customer_id, rank() over (order by sum(amount) desc) as place from orders group by customer_id having count(*) > 0 qualify place <= 2 order by place;
-- windows over groups
select customer_id, sum(amount) as total, rank() over (order by sum(amount) desc) as r from orders group by customer_id;
-- a window in an expression
select id, date_diff('day', lag(ordered_at) over (partition by customer_id order by ordered_at), ordered_at) as gap from orders;
-- only some rows of a window
select id, count(*) filter (where status = 'paid') over (order by id) as paid from orders;
-- the value at the greatest of a window
select id, arg_max(id, amount) over (partition by status) as dearest, bool_or(quantity > 2) over (partition by customer_id) as any_large from orders;
-- a session begins after a gap
select id, sum(is_new) over (partition by customer_id order by ordered_at) as session from (select id, customer_id, ordered_at, case when ordered_at > lag(ordered_at) over (partition by customer_id order by ordered_at) + interval 10 day then 1 else 0 end as is_new from orders) as t;
-- deviations of a window
select id, stddev_samp(weight) over (partition by status) as s, count(weight) over (partition by status) as n, median(weight) over (partition by status) as m from orders;
-- a list of a window
select id, list(id) over (partition by customer_id order by id rows between unbounded preceding and unbounded following) as ids from orders;
