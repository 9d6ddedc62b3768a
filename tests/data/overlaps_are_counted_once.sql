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

{{ numbered_segments() }},

families as (

    select
        family,
        row_number() over (order by family) as family_number
    from segments
    group by family

),

in_family as (

    select
        numbered_members.customer_id,
        families.family_number,
        count(*) as segments
    from numbered_members
    inner join segments on numbered_members.segment_number = segments.segment_number
    inner join families on segments.family = families.family
    group by numbered_members.customer_id, families.family_number

),

counted_by_number as (

    select
        numbered_members.segment_number,
        in_family.family_number,
        sum(in_family.segments) as shared_members
    from numbered_members
    inner join in_family on numbered_members.customer_id = in_family.customer_id
    group by numbered_members.segment_number, in_family.family_number

),

counted as (

    select
        segments.family,
        segments.segment,
        families.family as other_family,
        counted_by_number.shared_members
    from counted_by_number
    inner join segments on counted_by_number.segment_number = segments.segment_number
    inner join families on counted_by_number.family_number = families.family_number
    where segments.family < families.family

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
