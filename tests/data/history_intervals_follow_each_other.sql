-- The intervals of one membership do not overlap; an end has a reason, and only an end has one. (That
-- none is open twice is for open_history_equals_memberships to say.)
{{ config(refresh_by='customer_id') }}

with

history as (

    select * from {{ ref('segment_membership_history') }}

),

{{ intervals_that_clash('customer_id') }}

select * from final
