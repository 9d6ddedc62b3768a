select *, count(*) over () as in_batch from {{ ref('as_view') }}
