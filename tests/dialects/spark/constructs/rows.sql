-- all columns
select * from customers;
-- all but some columns
select * exclude (joined_on, score) from customers;
-- columns of one of two tables
select o.*, c.name from orders as o inner join customers as c on o.customer_id = c.id;
-- without select
from customers;
-- the table first
from customers select id, name where age > 20;
-- each row once
select distinct city, is_vip from customers;
-- the first row of each
select distinct on (customer_id) customer_id, id, amount from orders order by customer_id, amount desc, id;
-- sorted, NULL last
select id, city, age from customers order by age desc, city asc, id;
-- sorted, NULL first
select id, age from customers order by age nulls first, id desc;
-- sorted by number and by name
select city as place, id as number from customers order by 1, number;
-- sorted by an expression
select id from orders order by amount * quantity desc, id;
-- the first rows
select id from customers order by id limit 3;
-- some rows after others
select id from customers order by id limit 2 offset 3;
-- joined
select c.id, o.id as order_id from customers as c join orders as o on c.id = o.customer_id;
-- joined, and those without
select c.id, o.id as order_id from customers as c left join orders as o on c.id = o.customer_id and o.amount > 15;
-- joined from the right and from both sides
select c.id, o.id as order_id from customers as c right join orders as o on c.id = o.customer_id;
-- joined from both sides
select c.id, o.id as order_id from customers as c full join orders as o on c.id = o.customer_id;
-- joined by columns of one name
select id, name, amount from customers join (select customer_id as id, amount from orders) as o using (id);
-- joined from both sides by a column of one name
select id, name, amount from customers full join (select customer_id as id, amount from orders) as o using (id);
-- each with each
select c.id, o.id as order_id from customers as c cross join orders as o where o.id < 3;
-- joined from both sides, spelled out
select c.id, o.id as order_id from customers as c full outer join orders as o on c.id = o.customer_id;
-- joined with a query
select c.id, o.n from customers as c inner join (select customer_id, count(*) as n from orders group by customer_id) as o on o.customer_id = c.id;
-- joined with a query, and those without
select c.id, o.n from customers as c left join (select customer_id, count(*) as n from orders group by customer_id) as o on o.customer_id = c.id;
-- joined from the left, spelled out
select c.id, o.id as order_id from customers as c left outer join orders as o on c.id = o.customer_id;
-- each with a query of one row
select c.id, o.n from customers as c cross join (select count(*) as n from orders) as o;
-- named queries before two that are compared
with a as (select id from customers), b as (select customer_id from orders) select id from a except select customer_id from b;
-- named queries before two that are joined
with a as (select id from customers), b as (select id from orders) select id from a union all select id from b union all select 0 as id;
-- named queries before two that overlap
with a as (select id from customers), b as (select customer_id from orders) select id from a intersect select customer_id from b;
-- each with each, by a comma
select c.id, o.id as order_id from customers as c, orders as o where c.id = o.customer_id;
-- those that have one
select id from customers as c semi join orders as o on c.id = o.customer_id;
-- those that have none
select id from customers as c anti join orders as o on c.id = o.customer_id;
-- joined by a range
select c.id, o.id as order_id from customers as c join orders as o on o.amount between c.age - 10 and c.age;
-- joined with a query that knows the row before
select c.id, latest.amount from customers as c, lateral (select amount from orders as o where o.customer_id = c.id order by ordered_at desc limit 1) as latest;
-- joined with a query that knows the row before, or nothing
select c.id, latest.amount from customers as c left join lateral (select amount from orders as o where o.customer_id = c.id order by ordered_at desc limit 1) as latest on true;
-- all of both
select id from customers union all select id from orders;
-- each of both once
select city from customers union select status from orders;
-- rows by a window, and the first of them
select id, customer_id from (select id, customer_id from orders qualify row_number() over (partition by customer_id order by ordered_at desc, id) = 1) as t order by id desc limit 2;
-- rows by a window, sorted
select id from orders qualify row_number() over (partition by status order by id) = 1;
-- in both
select id from customers intersect select customer_id from orders;
-- in the first alone
select id from customers except select customer_id from orders;
-- as often as in the first more than in the second
select status from orders except all select 'paid';
-- as often as in both
select customer_id from orders intersect all select id from customers;
-- unions in parentheses, sorted
(select id from customers where id < 3) union all (select id from orders where id > 7) order by id desc limit 3;
-- named queries
with paid as (select * from orders where status = 'paid'), sums as (select customer_id, sum(amount) as total from paid group by customer_id) select c.id, s.total from customers as c left join sums as s on s.customer_id = c.id;
-- named queries with named columns
with t(a, b) as (select id, name from customers) select a, b from t where a < 3;
-- queries that name themselves
with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 5) select n from numbers;
-- queries that name themselves, joined
with recursive steps as (select id, id as start, 1 as n from customers where id = 1 union all select c.id, s.start, s.n + 1 as n from steps as s inner join customers as c on c.id = s.id + 1 where s.n < 4) select id, start, n from steps;
-- a query in a query
select t.city, t.n from (select city, count(*) as n from customers group by city) as t where t.n > 1;
-- rows that are written down
select * from (values (1, 'a'), (2, 'b')) as t(id, name);
-- rows that are joined
select c.id, t.label from customers as c join (values ('Bern', 'capital'), ('Basel', 'rhine')) as t(city, label) on t.city = c.city;
-- as many rows as a list has elements
select unnest(range(1, 4)) as n;
-- names of before in the same select
select id, amount * 2 as twice, twice + 1 as more from orders;
-- constants
select 1 as one, 'a' as a, null as none;
-- a condition on a number of rows
select id from orders where id % 2 = 0 and (status = 'paid' or status is null);
-- comments go on
select id, /* of a customer */ name -- and no more
from customers;
