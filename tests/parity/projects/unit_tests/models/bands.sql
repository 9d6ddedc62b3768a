select id, amount, case when amount > {{ var('limit') }} then 'high' else 'low' end as band,
    {{ day() }} as day
from {{ ref('amounts') }}
