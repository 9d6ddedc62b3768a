with

memberships as (

    select * from {{ ref('segment_membership') }}

),

customers as (

    select count(*) as customers from {{ ref('customer_features') }}

),

sizes as (

    select
        family,
        segment,
        count(*) as members
    from memberships
    group by family, segment

),

shared as (

    select
        one.family,
        one.segment,
        other.family as other_family,
        other.segment as other_segment,
        one.as_of_date,
        count(*) as shared_members
    from memberships as one
    inner join memberships as other on one.customer_id = other.customer_id
    where
        one.family < other.family
        or (one.family = other.family and one.segment < other.segment)
    group by one.family, one.segment, other.family, other.segment, one.as_of_date

),

final as (

    select
        shared.family,
        shared.segment,
        shared.other_family,
        shared.other_segment,
        shared.as_of_date,
        sizes.members,
        other_sizes.members as other_members,
        shared.shared_members,
        cast(shared.shared_members as double)
        / (sizes.members + other_sizes.members - shared.shared_members) as jaccard,
        cast(shared.shared_members as double) * customers.customers
        / (cast(sizes.members as double) * other_sizes.members) as lift
    from shared
    inner join sizes
        on shared.family = sizes.family and shared.segment = sizes.segment
    inner join sizes as other_sizes
        on
            shared.other_family = other_sizes.family
            and shared.other_segment = other_sizes.segment
    cross join customers

)

select * from final
