-- The members that a segment shares with all others must add up to its members' other memberships;
-- and shared members, Jaccard and lift of two segments must be consistent. Memberships are counted
-- by set: sets_hold_memberships checks that the sets equal the memberships.
{{ config(once_per=once_a_day()) }}

with

overlap as (

    select * from {{ ref('segment_overlap') }}

),

sets as (

    select * from {{ ref('segment_sets') }}

),

customers as (

    select count(*) as customers from {{ ref('customer_features') }}

),

-- A pair of segments has one row, which counts for both.
both_sides as (

    select
        family,
        segment,
        shared_members
    from overlap

    union all

    select
        other_family as family,
        other_segment as segment,
        shared_members
    from overlap

),

shared as (

    select
        family,
        segment,
        sum(shared_members) as shared_members
    from both_sides
    group by family, segment

),

members as (

    select
        segment_set,
        count(*) as customers
    from {{ ref('customer_segment_set') }}
    group by segment_set

),

by_set as (

    select
        segment_set,
        count(*) - 1 as other_segments
    from sets
    group by segment_set

),

counted as (

    select
        sets.family,
        sets.segment,
        sum(members.customers * by_set.other_segments) as shared_members
    from sets
    inner join members on sets.segment_set = members.segment_set
    inner join by_set on sets.segment_set = by_set.segment_set
    group by sets.family, sets.segment

),

wrong_counts as (

    select
        coalesce(shared.family, counted.family) as family,
        coalesce(shared.segment, counted.segment) as segment,
        'all' as other_family,
        'all' as other_segment
    from shared
    full outer join counted
        on
            shared.family = counted.family
            and shared.segment = counted.segment
    where coalesce(shared.shared_members, 0) <> coalesce(counted.shared_members, 0)

),

wrong_measures as (

    select
        overlap.family,
        overlap.segment,
        overlap.other_family,
        overlap.other_segment
    from overlap
    cross join customers
    where
        overlap.shared_members > overlap.members
        or overlap.shared_members > overlap.other_members
        or overlap.jaccard not between 0 and 1
        or abs(
            overlap.jaccard * (overlap.members + overlap.other_members)
            - overlap.shared_members * (1 + overlap.jaccard)
        ) > 0.000001 * overlap.members
        or abs(
            overlap.lift * overlap.members * overlap.other_members / customers.customers
            - overlap.shared_members
        ) > 0.000001 * overlap.members

),

final as (

    select * from wrong_counts
    union all
    select * from wrong_measures

)

select * from final
