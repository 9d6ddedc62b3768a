-- counted
select count(*) as rows, count(city) as cities, count(distinct city) as distinct_cities, count() as also from customers;
-- counted, of nothing
select count(*) as rows, sum(age) as sum, max(age) as most, avg(age) as mean from customers where false;
-- sums and means
select city, sum(age) as sum, avg(age) as mean, min(age) as least, max(age) as most from customers group by city;
-- sums and means of decimals
select customer_id, sum(amount) as sum, avg(amount) as mean, min(amount) as least from orders group by customer_id;
-- sums and means of doubles
select status, sum(weight) as sum, avg(weight) as mean from orders group by status;
-- shares of rows
select status, avg(case when quantity > 1 then 1.0 else 0 end) as share, avg(case when quantity > 1 then 1 else 0 end) as same, sum(case when quantity > 1 then 1.5 else 0 end) as sum from orders group by status;
-- sums of what is counted
select sum(quantity * amount) as total, sum(distinct quantity) as each, sum(case when status = 'paid' then 1 else 0 end) as paid, avg(distinct quantity) as mean from orders;
-- only some rows
select customer_id, count(*) filter (where status = 'paid') as paid, sum(amount) filter (where quantity > 1) as more from orders group by customer_id;
-- counted where a condition holds
select count_if(amount > 15) as many, countif(status = 'paid') as paid from orders;
-- by all other columns
select city, is_vip, count(*) as n from customers group by all;
-- by number, and by name
select city as place, count(*) as n from customers group by 1;
-- by a name of the select
select year(ordered_on) as y, count(*) as n from orders group by y;
-- by an expression
select date_trunc('month', ordered_on) as month, count(*) as n from orders group by date_trunc('month', ordered_on);
-- groups that meet a condition
select customer_id, sum(amount) as total from orders group by customer_id having sum(amount) > 20;
-- groups by the name of a sum
select customer_id, sum(amount) as total from orders group by customer_id having total > 20;
-- groups and their groups
select city, is_vip, count(*) as n, grouping(city) as is_all from customers group by rollup (city, is_vip);
-- groups in all combinations
select city, is_vip, count(*) as n from customers group by cube (city, is_vip);
-- groups of several kinds
select city, is_vip, count(*) as n from customers group by grouping sets ((city), (is_vip), ());
-- whether all, or any
select customer_id, bool_or(status = 'paid') as any_paid, bool_and(status = 'paid') as all_paid from orders group by customer_id;
-- the value at the greatest
select customer_id, arg_max(id, amount) as dearest, arg_min(id, ordered_at) as first, max_by(status, id) as last, min_by(amount, id) as first_amount from orders group by customer_id;
-- the value at the greatest, where the value is NULL
select arg_max(city, id) as city, arg_min(age, -id) as age from customers where id < 5;
-- any value
select status is null as none, any_value(status) as status from (select case when status = 'paid' then status end as status from orders) as t group by 1;
-- the middle
select status, median(cast(amount as double)) as middle, median(weight) as of_doubles, median(quantity) as of_whole from orders group by status;
-- percentiles between values
select percentile_cont(0.9) within group (order by weight) as p90, percentile_cont(0.25) within group (order by cast(amount as double)) as p25 from orders;
-- percentiles that are rounded
select customer_id, round(percentile_cont(0.9) within group (order by cast(amount as double)), 6) as p90 from orders group by customer_id;
-- percentiles as functions
select quantile_cont(weight, 0.9) as p90, quantile_cont(quantity, 0.5) as p50 from orders;
-- percentiles that are values
select percentile_disc(0.5) within group (order by quantity) as p50, quantile_disc(id, 0.9) as p90 from orders;
-- percentiles of some rows
select customer_id, percentile_cont(0.5) within group (order by weight) filter (where status = 'paid') as middle from orders group by customer_id;
-- deviation and variance
select status, stddev(weight) as a, stddev_samp(amount) as b, stddev_pop(weight) as c, variance(weight) as d, var_samp(quantity) as e, var_pop(weight) as f from orders group by status;
-- deviation of one row
select stddev(weight) as none, var_pop(weight) as zero from orders where id = 1;
-- how two columns go together
select corr(weight, quantity) as r, covar_pop(weight, quantity) as pop, covar_samp(weight, quantity) as samp from orders;
-- how two columns go together that do not differ
select corr(quantity, id * 0) as r, corr(weight, id) filter (where id = 1) as one, covar_samp(weight, id) filter (where id = 1) as none, corr(weight, id) filter (where id < 0) as nothing from orders;
-- how two columns go together, in a window
select id, corr(weight, quantity) over (partition by customer_id) as r from orders;
-- a line through points
select regr_intercept(weight, quantity) as start, regr_r2(weight, quantity) as r2, regr_count(weight, quantity) as n, regr_intercept(quantity, id * 0) as none, regr_r2(quantity, id * 0) as no_r2, regr_r2(id * 0, quantity) as one from orders;
-- texts of a group
select customer_id, string_agg(status, ', ' order by id) as statuses from orders group by customer_id;
-- texts of a group, by another word
select listagg(name, '|' order by name desc) as names, group_concat(city, ',' order by id) as cities from customers;
-- different texts of a group
select string_agg(distinct city, ', ' order by city) as cities from customers;
-- a list of a group
select customer_id, list_sort(list(id)) as ids from orders group by customer_id;
-- a list of a group, in order
select customer_id, list(id order by ordered_at desc) as ids, array_agg(amount order by id) as amounts from orders group by customer_id;
-- a list of a group, with NULL
select list(city order by id) as cities from customers;
-- a list of nothing
select list(city) as cities, list(id order by id) as ids, string_agg(city, ',') as texts from customers where false;
-- different values of a group as a list
select list_sort(list(distinct quantity)) as quantities from orders;
-- a list of some rows
select list(id order by id) filter (where status = 'paid') as paid, list(id order by id) filter (where status = 'x') as none from orders;
-- counted of two columns
select count(distinct (city, is_vip)) as pairs from customers;
-- bits of a group
select bit_and(quantity) as a, bit_or(quantity) as b, bit_xor(quantity) as c from orders;
-- a sum in a sum
select avg(total) as mean from (select customer_id, sum(amount) as total from orders group by customer_id) as t;
-- counted by several
select status, quantity, count(*) as n from orders group by status, quantity;
-- the largest text
select max(name) as last, min(status) as first from customers, orders;
-- greatest of a group of conditions
select max(is_vip) as any_vip, min(is_vip) as all_vip from customers;
-- grouped by nothing, with a condition
select count(*) as n from orders having count(*) > 1;
-- equal shares of a whole
select status, count(*) / sum(count(*)) over () as share from orders group by status;
