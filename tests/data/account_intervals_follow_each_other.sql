-- Intervals of one account's membership that overlap, or that have an end without a reason or a
-- reason without an end. (open_account_history_equals_memberships checks that none is open twice.)
{{ config(enabled=has_input('accounts'), refresh_by='account_id') }}

with

history as (

    select * from {{ ref('account_membership_history') }}

),

{{ intervals_that_clash('account_id') }}

select * from final
