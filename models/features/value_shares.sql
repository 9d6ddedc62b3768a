{{ config(once_per=once_a_day()) }}

with

customers as (

    select * from {{ ref('customer_orders') }}

),

{{ value_shares('customers', 'net_revenue_365d') }}

select * from final
