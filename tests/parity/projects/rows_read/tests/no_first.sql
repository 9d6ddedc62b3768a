{{ config(severity='warn') }}
select * from {{ ref('growing') }} where id = 1
