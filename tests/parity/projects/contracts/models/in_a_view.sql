{{ config(materialized='view') }}
select null::integer as id
