-- depends_on: {{ ref('orders') }}
select *, {{ flags.EMPTY }} as is_empty, (select count(*) from {{ source('raw', 'orders').render() }}) as of_all
from {{ source('raw', 'orders') }}
