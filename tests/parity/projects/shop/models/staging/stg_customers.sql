select id as customer_id, name, born_on from {{ source('raw', 'raw_customers') }}
