-- What a segment shares with the segments of a family is its members' memberships in that family;
-- and shared members, Jaccard and lift say the same thing of two segments.
with

overlap as (

    select * from {{ ref('segment_overlap') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

customers as (

    select count(*) as customers from {{ ref('customer_features') }}

),

by_family as (

    select
        family,
        segment,
        other_family,
        sum(shared_members) as shared_members
    from overlap
    where family <> other_family
    group by family, segment, other_family

),

in_family as (

    select
        customer_id,
        family,
        count(*) as segments
    from memberships
    group by customer_id, family

),

counted as (

    select
        memberships.family,
        memberships.segment,
        in_family.family as other_family,
        sum(in_family.segments) as shared_members
    from memberships
    inner join in_family on memberships.customer_id = in_family.customer_id
    where memberships.family < in_family.family
    group by memberships.family, memberships.segment, in_family.family

),

wrong_counts as (

    select
        coalesce(by_family.family, counted.family) as family,
        coalesce(by_family.segment, counted.segment) as segment,
        coalesce(by_family.other_family, counted.other_family) as other_family,
        'all' as other_segment
    from by_family
    full outer join counted
        on
            by_family.family = counted.family
            and by_family.segment = counted.segment
            and by_family.other_family = counted.other_family
    where coalesce(by_family.shared_members, 0) <> coalesce(counted.shared_members, 0)

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
