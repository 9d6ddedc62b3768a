select id, 'large' as size from {{ ref('orders') }}
