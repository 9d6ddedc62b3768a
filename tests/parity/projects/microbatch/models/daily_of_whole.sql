select id, ts, amount, count(*) over () as in_batch from {{ ref('whole') }}
