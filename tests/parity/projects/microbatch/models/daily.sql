select cast(ts as date) as day, sum(amount) as amount, count(*) over () as days from {{ ref('events') }} group by 1
