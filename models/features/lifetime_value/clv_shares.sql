{{ config(once_per=once_a_day()) }}

with

customers as (

    select * from {{ ref('customer_clv') }}

),

{{ value_shares('customers', 'clv') }}

select * from final
