select cast(ts as date) as day, sum(amount) as amount from {{ ref('events') }} group by 1
