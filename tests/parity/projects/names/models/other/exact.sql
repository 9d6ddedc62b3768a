{{ config(schema='exactly', tags=['exact'], alias='named') }}
select * from {{ ref('orders_elsewhere') }}
