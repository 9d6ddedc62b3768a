select orders.id from {{ ref('orders') }} where orders.id is null
