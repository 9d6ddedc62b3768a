{{ config(materialized='table') }}
with of_ann as (select orders.* from {{ ref('orders') }}, {{ ref('customers') }} where orders.customer_id = customers.id)
select of_ann.id, (select max(joined.n) from {{ ref('joined') }}) as most
from of_ann -- {{ ref('joined') }}
where exists (select 1 from {{ ref('orders') }} as o where o.id = of_ann.id)
