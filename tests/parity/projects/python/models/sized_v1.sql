select id, 'small' as size from {{ ref('orders') }}
