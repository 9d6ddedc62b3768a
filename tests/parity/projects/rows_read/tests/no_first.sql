select * from {{ ref('growing') }} where id = 1
