select v.id, v.amount * 2 as doubled, (select count(*) from {{ ref('countries') }} as c) as countries
from {{ ref('as_view') }} as v
join {{ ref('inside') }} as i on v.id = i.id
