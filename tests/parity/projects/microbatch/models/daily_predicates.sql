select id, ts, amount + {{ var('more', 0) }} as amount from {{ ref('events') }}
