{{ config(enabled=has_input('accounts'), refresh_by='account_id') }}

with

orders as (

    select * from {{ ref('account_orders') }}

),

cut_points as (

    select * from {{ ref('account_cut_points') }}

),

{{ rfm_scores('account_id') }}

select * from final
