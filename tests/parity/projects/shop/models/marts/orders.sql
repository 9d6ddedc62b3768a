{{ config(alias='all_orders', group='finance') }}
select o.*, p.amount
from {{ ref('stg_orders') }} as o
left join {{ ref('stg_payments') }} as p using (order_id)
