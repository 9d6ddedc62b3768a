{{ config(enabled=has_input('accounts')) }}

with

memberships as (

    select * from {{ ref('account_membership') }}

),

accounts as (

    select * from {{ ref('account_features') }}

),

{{ sizes_of('memberships', 'accounts') }}

select * from final
