select * from {{ ref('totals') }} where twice > 10
