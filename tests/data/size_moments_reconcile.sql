-- Each size at a moment must follow from the previous one by entries and exits; and the last ones
-- must equal the numbers of today's members. (segment_sizes_reconcile checks that each member is
-- counted once.)
with

moments as (

    select * from {{ ref('segment_size_moments') }}

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

followed as (

    select
        moments.*,
        lag(members) over (partition by family, segment order by recorded_at) as recorded_before,
        lead(recorded_at) over (partition by family, segment order by recorded_at) as recorded_next
    from moments

),

final as (

    select
        family,
        segment,
        recorded_at,
        'n(t) does not follow from n(t-1)' as problem
    from followed
    where
        members_before <> coalesce(recorded_before, 0)
        or members <> members_before + entered - exited
        or members < 0
        or entered < 0
        or exited < 0

    union all

    select
        coalesce(latest.family, members.family) as family,
        coalesce(latest.segment, members.segment) as segment,
        latest.recorded_at,
        'the last n(t) is not the number of members' as problem
    from (
        select * from followed
        where recorded_next is null
    ) as latest
    full outer join members
        on
            latest.family = members.family
            and latest.segment = members.segment
    where coalesce(latest.members, 0) <> coalesce(members.members, 0)

)

select * from final
