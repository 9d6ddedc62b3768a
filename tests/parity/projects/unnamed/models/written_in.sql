{{ config(materialized='ephemeral') }}
select orders.id, orders.customer_id from {{ ref('orders') }}
