{{ config(once_per=once_a_day()) }}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

customers as (

    select count(*) as customers from {{ ref('customer_features') }}

),

{{ numbered_segments() }},

shared as (

    select
        one.segment_number,
        other.segment_number as other_segment_number,
        count(*) as shared_members
    from numbered_members as one
    inner join numbered_members as other
        on
            one.customer_id = other.customer_id
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
        segments.as_of_date,
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
