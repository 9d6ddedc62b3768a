{{ config(materialized='table') }}
select 'a'::integer as x
