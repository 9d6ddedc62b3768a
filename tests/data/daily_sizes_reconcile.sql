-- n(t) = n(t-1) + entered - exited in each row; n(t-1) is what the day before had recorded; the
-- parts of the change add up to it; and the last n(t) is the number of today's members. (That each of
-- them is there once is for segment_sizes_reconcile to say.)
{{ config(once_per=once_a_day()) }}

with

sizes as (

    select * from {{ ref('segment_size_daily') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

{{ daily_sizes_that_are_off(of_people=true) }}

select * from final
