-- a bucket of a digest
select id, cast('0x' || substr(md5(name), 1, 8) as bigint) % 10000 as bucket from customers;
select id, cast(conv(substr(md5(name), 1, 8), 16, 10) as bigint) % 10000 as bucket from customers;
-- a number that stands for a row, which is another one on each engine
select count(distinct hash(city, is_vip)) as kinds from customers;
select count(distinct cast(xxhash64(city, city is null, is_vip, is_vip is null) as decimal(38, 0))) as kinds from customers;
-- a number that stands for a value, and whether there is none
select count(distinct hash(city)) as cities from customers;
select count(distinct cast(xxhash64(city, city is null) as decimal(38, 0))) as cities from customers;
-- an error that does not come to pass
select id, case when id < 0 then error('a negative id') else id end as id_again from customers;
select id, case when id < 0 then raise_error('a negative id') else id end as id_again from customers;
