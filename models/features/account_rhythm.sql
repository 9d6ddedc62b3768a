{{ config(enabled=has_input('accounts'), refresh_by='account_id') }}

with

orders as (

    select * from {{ ref('account_orders') }}

),

gaps as (

    select * from {{ ref('account_gaps') }}

),

base as (

    select * from {{ ref('account_base_gaps') }}

),

{{ purchase_rhythm('account_id', limits='orders') }}

select * from final
