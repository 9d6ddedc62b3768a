select v.id, v.ts, i.amount, count(*) over () as in_batch from {{ ref('events_view') }} as v join {{ ref('events_inside') }} as i on v.id = i.id
