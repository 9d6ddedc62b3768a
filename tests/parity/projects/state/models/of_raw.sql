select count(*) as rows from {{ source('there', 'raw') }}
