-- For each feature, the shares in a segment must add up to 1, and so must those among all
-- customers; the index must be the ratio of the two; and in a family that contains everybody once,
-- the members with a level must add up to all customers with it. Families are counted by set:
-- sets_hold_memberships checks that the sets equal the memberships.
{{ config(once_per=once_a_day()) }}

with

profile as (

    select * from {{ ref('segment_profile') }}

),

traits as (

    select * from {{ ref('customer_traits') }}

),

members as (

    select
        segment_set,
        count(*) as customers
    from {{ ref('customer_segment_set') }}
    group by segment_set

),

customers as (

    select count(*) as customers from {{ ref('customer_features') }}

),

by_set as (

    select
        sets.family,
        members.customers,
        count(*) as segments
    from {{ ref('segment_sets') }} as sets
    inner join members on sets.segment_set = members.segment_set
    group by sets.family, sets.segment_set, members.customers

),

dividing_families as (

    select by_set.family
    from by_set
    cross join customers
    group by by_set.family
    having
        sum(by_set.customers) = max(customers.customers)
        and max(by_set.segments) = 1

),

levels as (

    select
        feature,
        level,
        count(*) as customers
    from traits
    group by feature, level

),

wrong_shares as (

    select
        family,
        segment,
        feature,
        'all' as level
    from profile
    group by family, segment, feature
    having
        abs(sum(share_in_segment) - 1) > 0.000001
        or abs(sum(share_in_all) - 1) > 0.000001
        or abs(sum(share_in_all * trait_index) - 100) > 0.0001

),

wrong_totals as (

    select
        profile.family,
        'all' as segment,
        profile.feature,
        profile.level
    from profile
    inner join dividing_families on profile.family = dividing_families.family
    inner join levels
        on
            profile.feature = levels.feature
            and profile.level = levels.level
    group by profile.family, profile.feature, profile.level
    having sum(profile.members_with_level) <> max(levels.customers)

),

final as (

    select * from wrong_shares
    union all
    select * from wrong_totals

)

select * from final
