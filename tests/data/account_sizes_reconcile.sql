-- Sizes must equal the members counted one by one, and the sizes of each exclusive family must add
-- up to all accounts.
{{ config(enabled=has_input('accounts'), once_per=once_a_day()) }}

with

sizes as (

    select * from {{ ref('account_sizes') }}

),

memberships as (

    select * from {{ ref('account_membership') }}

),

accounts as (

    select * from {{ ref('account_features') }}

),

catalogue as (

    select * from {{ ref('segment_catalogue') }}

),

{{ sizes_that_are_off('account_id', 'accounts') }}

select * from final
