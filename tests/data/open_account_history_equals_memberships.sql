-- The open rows of the accounts' history must equal today's memberships, including the rule; no
-- membership may be open twice.
{{ config(enabled=has_input('accounts'), refresh_by='account_id') }}

with

memberships as (

    select * from {{ ref('account_membership') }}

),

history as (

    select * from {{ ref('account_membership_history') }}

),

{{ open_is_as_today('account_id') }}

select * from final
