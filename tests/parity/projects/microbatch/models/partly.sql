select id, ts, case when id = 4 then error('no') else amount end as amount from {{ ref('events') }}
