-- Daily sizes that do not reconcile. In each row n(t) = n(t-1) + entered - exited; n(t-1) is the
-- size recorded on the previous day; the parts of the change add up to it; the last n(t) is the
-- number of today's members. (account_sizes_reconcile checks that each member is counted once.)
{{ config(enabled=has_input('accounts'), once_per=once_a_day()) }}

with

sizes as (

    select * from {{ ref('account_size_daily') }}

),

memberships as (

    select * from {{ ref('account_membership') }}

),

{{ daily_sizes_that_are_off() }}

select * from final
