select id, ts, (select count(*) from {{ ref('events').render() }}) as of_all, count(*) over () as in_batch
from {{ ref('events') }}
