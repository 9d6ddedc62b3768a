-- a hash
select id, hash(name) % 100 as bucket from customers;
-- the most frequent value
select mode(quantity) as most from orders;
-- whole months between
select date_sub('month', date '2024-01-31', date '2024-03-30') as months, date_sub('day', timestamp '2024-01-01 12:00:00', timestamp '2024-01-03 11:00:00') as days;
-- time between time stamps
select id, ordered_at - timestamp '2024-01-01 00:00:00' as since from orders;
-- columns by a pattern
select columns('i.*') from customers;
-- columns with other values
select * replace (upper(name) as name) from customers;
-- the nearest row before
select c.id, o.id as order_id from customers as c asof left join orders as o on c.joined_on <= o.ordered_on;
-- rows by their position
select c.id, o.id as order_id from customers as c positional join orders as o;
-- a simplified pivot
pivot orders on status using sum(amount) group by customer_id;
-- a simplified unpivot
unpivot (select id, quantity from orders) on quantity;
-- unions by name
select id, name from customers union all by name select status as name, id from orders;
-- a sample
select id from customers using sample 3 rows;
-- chance
select id, random() < 2 as always from customers;
-- a double as text
select id, cast(weight as varchar) as text from orders;
-- a list as text
select id, cast(tags as varchar) as text from orders;
-- a double that is joined to a text
select id, status || weight as text from orders;
-- approximate counts
select approx_count_distinct(city) as n from customers;
-- a column without a name
select count(*) from customers;
-- a list in mixed order
select list(id order by quantity desc, id) as ids from orders;
-- several percentiles at once
select quantile_cont(weight, [0.1, 0.9]) as both from orders;
-- a pattern with a backslash
select id from customers where name like 'A\_%';
-- the first match is replaced
select regexp_replace('a1b2', '[0-9]', '#') as first;
-- the first of a group
select customer_id, first(amount) as one from orders group by customer_id;
-- the time of day
select id, cast(ordered_at as time) as clock from orders;
-- JSON as JSON
select id, payload -> 'inner' as inner from orders;
-- different values in a window
select id, count(distinct status) over (partition by customer_id) as n from orders;
-- a percentile in descending order
select percentile_cont(0.9) within group (order by weight desc) as p from orders;
-- skew of a distribution
select skewness(weight) as s, kurtosis(weight) as k from orders;
-- glob
select id from customers where name glob 'A*';
-- a share of rows
select id from customers order by id limit 50%;
-- age
select age(timestamp '2024-03-01 00:00:00', timestamp '2024-01-31 00:00:00') as age;
-- values in a row are compared
select id from orders where (customer_id, quantity) = (1, 2);
-- any of some values
select id from orders where quantity = any(select age from customers) or amount > all(select 5);
-- the product
select product(quantity) as p from orders where quantity > 0;
-- numbers in a row, as a table
select n from range(3) as numbers(n);
-- a part of a text, as an operator
select 'abcdef'[2:4] as bcd;
-- a text from its end
select substr('abc', -5) as abc, substr('abc', 0, 2) as a;
-- a text without its end
select left('abcdef', -2) as most, right('abcdef', -2) as rest;
-- a list that is folded
select list_reduce([1, 2, 3], lambda a, b: a + b) as sum;
-- a row for each element, or none
select o.id, t.tag from orders as o left join unnest(o.tags) as t(tag) on true;
-- what two lists share
select list_has_any([1, 2], [2, 3]) as any_of, list_has_all([1, 2, 3], [1, 3]) as all_of;
-- the median of decimals
select median(amount) as middle from orders;
-- a percentile of decimals
select quantile_cont(amount, 0.25) as p25 from orders;
-- comprehensions
select [x + 1 for x in [1, 2]] as more;
-- a map as it is written
select map {'a': 1, 'b': 2}['a'] as one;
-- a slice of a list from a computed position
select tags[quantity:3] as some from orders;
-- infinity
select isinf(weight) as i, isfinite(weight) as f from orders;
-- groups in what is put in the place of a match
select regexp_replace('ab', '(a)(b)', '\2\1', 'g') as swapped;
-- a match in any case
select regexp_matches('ABC', 'b', 'i') as found;
-- a list of a list that is summed
select list_sum([1, 2, 3]) as sum, list_aggregate(['a', 'b'], 'string_agg', '-') as also;
-- type names
select typeof(amount) as type, typeof(id) as other from orders;
-- now
select now() > timestamptz '2020-01-01 00:00:00+00' as later, current_date > date '2020-01-01' as also;
-- borders of days in different units
select id, sum(amount) over (order by ordered_at range between interval '30 days' preceding and interval '1 hour' preceding) as before from orders;
-- rows by a window, the first of them
select id, customer_id from orders qualify row_number() over (partition by customer_id order by ordered_at desc, id) = 1 order by id desc limit 2;
-- the first row of each, the first of them
select distinct on (customer_id) customer_id, id from orders order by customer_id desc, id limit 2;
-- different rows by a window
select distinct customer_id from orders qualify row_number() over (partition by status order by id) <= 2;
-- the first row of each with all columns
select distinct on (customer_id) * from orders order by customer_id, id;
-- the first row of each by a value with the name of a column
select distinct on (customer_id) customer_id, -id as id from orders order by customer_id, id;
-- the first row of each by the place of a column
select distinct on (customer_id) id, customer_id from orders order by 2, 1 desc;
-- rows by a name that may be a column
select unknown, unknown * 2 as twice from elsewhere qualify row_number() over (order by twice) = 1;
-- a sum of conditions
select sum(is_vip) as vips from customers;
-- whole division of doubles
select id, weight // 2 as half from orders;
-- texts of a group, without a separator
select string_agg(city) as cities from customers;
-- the slope of a line through points
select regr_slope(weight, quantity * 0) as slope from orders;
-- rows of two lists
select unnest(range(3)) as n, unnest(range(2)) as m;
-- rows of a list in an expression
select unnest(range(3)) + 1 as n;
-- a query that names itself twice
with recursive steps as (select id from customers where id = 1 union all select a.id + 1 as id from steps as a inner join steps as b on a.id = b.id where a.id < 3) select id from steps;
-- a query that makes groups of itself
with recursive steps as (select 1 as id, 1 as n union all select id, max(n) + 1 as n from steps where n < 3 group by id) select id, n from steps;
-- lists without repetitions, in the order of each engine
select id, list_distinct(tags) as tags from orders;
