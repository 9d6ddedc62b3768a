select count(*) as n from {{ ref('first_wins') }}
