{{ config(enabled=has_input('accounts')) }}

with

-- Without the number of accounts: a new account would change every row.
final as (

    select
        as_of_date,
        previous_as_of_date
    from {{ ref('account_membership_days') }}
    where as_of_date = {{ as_of_date() }}

)

select * from final
