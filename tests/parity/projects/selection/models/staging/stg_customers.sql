select distinct customer_id from {{ source('raw', 'raw_orders') }}
