select id, customer, cast(amount as decimal(10, 2)) as amount, paid_on, [id] as ids
from {{ ref('payments') }}
