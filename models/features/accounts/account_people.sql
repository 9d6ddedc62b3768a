{{ config(enabled=has_input('accounts'), refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

-- People are already merged, and each buys for one company: sums over companies count nobody twice.
final as (

    select
        customer_id,
        account_id
    from customers
    where account_id is not null

)

select * from final
