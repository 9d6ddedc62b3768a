-- n(t) = n(t-1) + entered - exited in each row; n(t-1) is what the day before had recorded; the
-- parts of the change add up to it; and the last n(t) is the number of today's members. (That each of
-- them is there once is for segment_sizes_reconcile to say.)
with

sizes as (

    select * from {{ ref('segment_size_daily') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

members as (

    select
        family,
        segment,
        count(*) as members
    from memberships
    group by family, segment

),

wrong_sums as (

    select
        family,
        segment,
        as_of_date,
        'n(t) is not n(t-1) + entered - exited' as problem
    from sizes
    where members <> members_before + entered - exited

    union all

    select
        family,
        segment,
        as_of_date,
        'the parts do not add up to the change' as problem
    from sizes
    where
        members - members_before
        <> change_by_start + change_by_data + change_by_definition + change_by_model
        + change_by_identity + change_by_erasure

    union all

    select
        family,
        segment,
        as_of_date,
        'less than nothing' as problem
    from sizes
    where members < 0 or entered < 0 or exited < 0 or forgotten < 0

),

wrong_days as (

    select
        sizes.family,
        sizes.segment,
        sizes.as_of_date,
        'n(t-1) is not what was recorded' as problem
    from sizes
    left join sizes as earlier
        on
            sizes.family = earlier.family
            and sizes.segment = earlier.segment
            and sizes.previous_as_of_date = earlier.as_of_date
    where sizes.members_before <> coalesce(earlier.members, 0)

),

wrong_today as (

    select
        coalesce(today.family, members.family) as family,
        coalesce(today.segment, members.segment) as segment,
        {{ as_of_date() }} as as_of_date,
        'n(t) is not the number of members' as problem
    from (
        select * from sizes
        where as_of_date = {{ as_of_date() }}
    ) as today
    full outer join members
        on
            today.family = members.family
            and today.segment = members.segment
    where coalesce(today.members, 0) <> coalesce(members.members, 0)

),

final as (

    select * from wrong_sums
    union all
    select * from wrong_days
    union all
    select * from wrong_today

)

select * from final
