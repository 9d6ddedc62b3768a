{{ config(alias='odd name') }} select 1 as id
