{{ config(refresh_by='customer_id') }}

with

orders as (

    select * from {{ ref('customer_orders') }}

),

cut_points as (

    select * from {{ ref('rfm_cut_points') }}

),

{{ rfm_scores('customer_id') }}

select * from final
