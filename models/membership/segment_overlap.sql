{{ config(once_per=once_a_day(), stamps={'as_of_date': as_of_date()}) }}

with

customers as (

    select count(*) as customers from {{ ref('customer_features') }}

),

{{ segments_by_set() }},

shared as (

    select
        one.segment_number,
        other.segment_number as other_segment_number,
        cast(sum(one.customers) as bigint) as shared_members
    from numbered_sets as one
    inner join numbered_sets as other
        on
            one.segment_set = other.segment_set
            -- Each pair once, and no segment with itself.
            and one.segment_number < other.segment_number
    group by one.segment_number, other.segment_number

),

final as (

    select
        segments.family,
        segments.segment,
        other_segments.family as other_family,
        other_segments.segment as other_segment,
        segments.members,
        other_segments.members as other_members,
        shared.shared_members,
        cast(shared.shared_members as double)
        / (segments.members + other_segments.members - shared.shared_members) as jaccard,
        cast(shared.shared_members as double) * customers.customers
        / (cast(segments.members as double) * other_segments.members) as lift
    from shared
    inner join segments on shared.segment_number = segments.segment_number
    inner join segments as other_segments
        on shared.other_segment_number = other_segments.segment_number
    cross join customers

)

select * from final
