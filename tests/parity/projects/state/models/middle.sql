{{ config(materialized='view') }} select id, amount * 2 as amount from {{ ref('lower') }}
