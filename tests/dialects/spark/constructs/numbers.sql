-- whole numbers are divided to a double
select id, quantity / 2 as half from orders;
-- decimals are divided to a double
select id, amount / quantity as price from orders where quantity > 0;
-- a decimal by a decimal is a double
select id, amount / cast(3 as decimal(6, 2)) as third from orders;
-- a double is divided
select id, weight / nullif(quantity, 0) as each from orders;
-- whole numbers are divided to whole numbers
select id, id // 2 as half, -7 // 2 as negative from orders;
-- what is left of a division keeps the sign of the first
select id % 3 as left_over, -7 % 3 as negative, 7 % -3 as other from orders;
-- sums, differences and products of decimals
select id, amount + 1 as more, amount - cast(0.5 as decimal(4, 2)) as less, amount * quantity as total from orders;
-- decimals and doubles mix to doubles
select id, amount * 1.5e0 as more, amount + weight as both from orders;
-- the sign is changed
select id, -amount as negative, -quantity as fewer, +quantity as same from orders;
-- whole numbers of any size
select cast(9223372036854775807 as bigint) as largest, cast(-32768 as smallint) as small, 2147483648 as large;
-- decimals as they are written
select 1.5 as decimal_one, 0.001 as small, 100.00 as hundred;
-- doubles as they are written
select 1e3 as thousand, 2.5e-3 as small, cast('0.1' as double) + cast('0.2' as double) as sum;
-- a double is cut to a whole number by rounding
select id, cast(weight as bigint) as whole from orders;
-- half of a double is rounded to the even neighbour
select cast(cast(2.5 as double) as int) as two, cast(cast(3.5 as double) as int) as four, cast(cast(-2.5 as double) as bigint) as minus_two;
-- half of a decimal is rounded away from zero
select cast(cast(2.5 as decimal(3, 1)) as int) as three, cast(cast(-2.5 as decimal(3, 1)) as bigint) as minus_three;
-- a decimal becomes another decimal
select id, cast(amount as decimal(10, 1)) as rounded, cast(quantity as decimal(8, 2)) as whole from orders;
-- a text becomes a number
select cast('12' as int) as whole, cast('1.25' as decimal(6, 2)) as exact, cast('1e3' as double) as thousand, cast(' 7 ' as bigint) as trimmed;
-- a double becomes a decimal
select cast(cast(1.005 as double) as decimal(10, 2)) as low, cast(cast(2.675 as double) as decimal(10, 2)) as high, cast(cast(-0.045 as double) as decimal(10, 2)) as negative, cast(cast(5638.95 as double) as decimal(10, 1)) as one, cast(cast(0.285 as double) as decimal(10, 2)) as down, cast(cast(2.5 as double) as decimal(10, 0)) as none, cast('-2.5' as decimal(3, 0)) as text, cast('1.005' as decimal(10, 2)) as exact;
-- decimals and doubles mix to doubles that become decimals
select id, cast(amount * (quantity / 3) as decimal(18, 2)) as part, cast(amount * case when quantity = 0 then 1 when quantity = 1 then 0 else weight end as decimal(18, 2)) as mixed, round(amount * weight, 2) as rounded from orders;
-- doubles of a table become decimals
select id, cast(weight as decimal(18, 2)) as two, try_cast(weight * 3 as decimal(12, 1)) as one from orders;
-- what does not fit is NULL
select try_cast('x' as int) as none, try_cast('12' as int) as twelve, try_cast('2024-13-01' as date) as no_day, try_cast('a' as double) as no_number;
-- a condition becomes a number
select id, cast(is_vip as int) as vip from customers;
-- decimals are rounded
select id, round(amount, 1) as one, round(amount) as none, round(amount, 0) as zero from orders;
-- doubles are rounded as their binary value is
select round(cast(1.005 as double), 2) as low, round(cast(2.675 as double), 2) as high, round(cast(-1.5 as double)) as away, round(cast(-2.675 as double), 2) as negative, round(cast(5638.95 as double), 1) as large, round(cast(0.125 as double), 2) as tie, round(cast(1e300 as double), 2) as huge, round(cast('nan' as double), 2) as nothing, round(cast(0.045 as double), 2) as down, round(cast(0.5 as double)) as one;
-- doubles are rounded to many digits
select id, round(weight / 3, 6) as six, round(sqrt(abs(weight)), 12) as twelve, round(avg(weight) over (), 9) as mean from orders;
-- doubles of a table are rounded
select id, round(weight, 2) as two, round(weight, 0) as none, round(weight) as whole from orders;
-- doubles are rounded up and down to doubles
select id, ceil(weight) as up, floor(weight) as down, ceiling(-weight) as less from orders;
-- decimals are rounded up and down
select id, ceil(amount) as up, floor(amount) as down from orders;
-- doubles are cut
select trunc(cast(2.7 as double)) as two, trunc(cast(-2.7 as double)) as minus_two;
-- the size and the sign of a number
select id, abs(weight) as size, abs(-quantity) as whole, sign(weight) as sign from orders;
-- powers and roots
select id, power(weight, 2) as square, weight ** 2 as same, sqrt(abs(weight)) as root, cbrt(8.0) as two from orders;
-- exponentials and logarithms
select exp(1.0) as e, ln(10.0) as natural, log10(1000.0) as three, log2(8.0) as also_three, log(100.0) as two;
-- angles
select sin(1.0) as s, cos(1.0) as c, tan(1.0) as t, atan(1.0) as a, atan2(1.0, 2.0) as a2, pi() as pi, degrees(1.0) as d, radians(180.0) as r;
-- hyperbolic functions
select tanh(0.5) as t, atanh(0.5) as a, sinh(0.5) as s, cosh(0.5) as c;
-- the greatest and the least of values, without NULL
select greatest(1, 3, null, 2) as three, least(4, null, 2) as two, greatest(cast(null as int), null) as none;
-- the greatest of columns
select id, greatest(quantity, 2) as most, least(amount, 20) as fewest from orders;
-- bits
select 6 & 3 as both, 6 | 3 as any, xor(6, 3) as one, 1 << 4 as more, 32 >> 2 as fewer, ~5 as other;
-- the rest of a division as a function
select mod(7, 3) as one, mod(-7, 3) as minus_one;
-- not a number, and infinity
select isnan(cast('nan' as double)) as is_nan, isnan(weight) as other from orders where id = 1;
-- not a number is above all others
select id, weight from (select id, case when id = 1 then cast('nan' as double) else weight end as weight from orders) as t order by weight, id;
-- buckets of equal width
select id, floor(amount / 10) * 10 as bucket, ceil(quantity) as whole, floor(quantity) as same from orders;
-- a share that nobody divides by zero
select id, coalesce(amount / nullif(quantity, 0), 0) as price from orders;
-- whole numbers that are compared to decimals
select id from orders where amount >= 20 and quantity < 2.5 and weight <> 0;
-- factorial and greatest common divisor
select factorial(5) as f;
