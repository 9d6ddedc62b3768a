select a.name as latest, b.name as first
from {{ ref('orders') }} as a, {{ ref('orders', v=1) }} as b, {{ ref('orders', version=3) }} as c
