-- The open rows of the history must equal today's memberships, including the rule; no membership
-- may be open twice.
{{ config(refresh_by='customer_id') }}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

history as (

    select * from {{ ref('segment_membership_history') }}

),

{{ open_is_as_today('customer_id') }}

select * from final
