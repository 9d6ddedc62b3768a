select id, ts, case when id = 2 then error('no') else amount end as amount from {{ ref('events') }}
