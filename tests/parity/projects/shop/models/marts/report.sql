{{ config(group='finance') }}
select * from {{ ref('orders_by_status') }} where orders > {{ var('fewest') }}
