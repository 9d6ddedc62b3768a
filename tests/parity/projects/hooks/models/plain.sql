select * from {{ ref('watched') }}
