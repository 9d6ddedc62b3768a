select band, count(*) as n from {{ ref('bands') }} group by band
