select id, price from {{ ref('by_moment') }} where dbt_valid_to is null
