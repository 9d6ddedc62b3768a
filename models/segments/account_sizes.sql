{{ config(enabled=has_input('accounts')) }}

with

memberships as (

    select * from {{ ref('account_membership') }}

),

population as (

    select count(*) as entities from {{ ref('account_features') }}

),

{{ sizes_of('memberships', 'population') }}

select * from final
