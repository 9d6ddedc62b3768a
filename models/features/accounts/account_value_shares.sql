{{ config(enabled=has_input('accounts'), once_per=once_a_day()) }}

with

accounts as (

    select * from {{ ref('account_orders') }}

),

{{ value_shares('accounts', 'net_revenue_365d') }}

select * from final
