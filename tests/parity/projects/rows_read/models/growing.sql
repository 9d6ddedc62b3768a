select * from {{ ref('orders').include(database=false) }}
