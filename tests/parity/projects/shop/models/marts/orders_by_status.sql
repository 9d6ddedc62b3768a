{{ config(group='finance', materialized='view', schema='report', access='private') }}
select status, count(*) as orders from {{ ref('orders') }} group by status
