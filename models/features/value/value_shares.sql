{{ config(once_per=once_a_day()) }}

with

customers as (

    select * from {{ ref('customer_worth') }}

),

{{ value_shares('customers', 'customer_value') }}

select * from final
