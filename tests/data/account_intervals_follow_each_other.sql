-- The intervals of one account's membership do not overlap; an end has a reason, and only an end has
-- one. (That none is open twice is for open_account_history_equals_memberships to say.)
{{ config(enabled=has_input('accounts'), refresh_by='account_id') }}

with

history as (

    select * from {{ ref('account_membership_history') }}

),

{{ intervals_that_clash('account_id') }}

select * from final
