-- what holds first
select id, case when age < 20 then 'young' when age < 60 then 'adult' when age is null then 'unknown' else 'old' end as band from customers;
-- the case of a value
select id, case city when 'Bern' then 1 when 'Basel' then 2 end as number from customers;
-- the case of a value, or else
select id, case city when 'Bern' then 1 when null then 3 else 2 end as number, case when city = 'Bern' then 1 end as bern from customers;
-- either
select id, if(is_vip, 'vip', 'other') as kind from customers where is_vip is not null;
-- the first that is not NULL
select id, coalesce(city, name, 'x') as place, ifnull(age, -1) as age, coalesce(city) as same, nullif(age, 40) as not_forty from customers;
-- NULL in conditions
select id, age > 30 as older, age is null as unknown, not is_vip as common, is_vip and null as neither, is_vip or null as either from customers;
-- true and not true
select id, is_vip is true as yes, is_vip is not true as not_yes, is_vip is false as no from customers;
-- equal, NULL too
select id, age is not distinct from null as none, age is distinct from 40 as other from customers;
-- in a list
select id from customers where city in ('Bern', 'Basel') and age not in (20, 21);
-- not in a list with NULL
select id from customers where age not in (20, null);
-- between
select id from customers where age between 20 and 40 or id not between 2 and 5;
-- there is one
select id from customers as c where exists (select 1 from orders as o where o.customer_id = c.id and o.amount > 20);
-- there is none
select id from customers as c where not exists (select 1 from orders as o where o.customer_id = c.id);
-- in a query
select id from customers where id in (select customer_id from orders where status = 'paid');
-- not in a query
select id from customers where id not in (select customer_id from orders where customer_id is not null);
-- the only value of a query
select id, (select count(*) from orders as o where o.customer_id = c.id) as orders, (select max(amount) from orders) as most from customers as c;
-- conditions of two values
select id from customers where (city, is_vip) in (select city, true from customers);
-- whatever is true
select true as yes, false as no, null as none, not true as not_yes, true <> false as other;
