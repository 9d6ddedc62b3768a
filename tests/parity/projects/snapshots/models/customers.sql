{{ config(materialized='table') }}
select * from (values (1, 'north', 'ada', 10, timestamp '2024-01-01 00:00:00'), (2, 'north', 'bo', 20, timestamp '2024-01-01 00:00:00'), (3, 'south', null, 30, timestamp '2024-01-01 00:00:00')) as t (id, region, name, amount, changed_at)
