select "odd name".id from {{ ref('quoted') }} union all select orders.id from {{ ref('orders') }}
