-- Intervals of one membership that overlap, or that have an end without a reason or a reason
-- without an end. (open_history_equals_memberships checks that none is open twice.)
{{ config(refresh_by='customer_id') }}

with

history as (

    select * from {{ ref('segment_membership_history') }}

),

{{ intervals_that_clash('customer_id') }}

select * from final
