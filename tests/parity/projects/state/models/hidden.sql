{{ config(materialized='ephemeral') }} select * from {{ ref('middle') }}
