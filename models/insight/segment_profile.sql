with

memberships as (

    select * from {{ ref('segment_membership') }}

),

traits as (

    select * from {{ ref('customer_traits') }}

),

levels as (

    select
        feature,
        level,
        count(*) as customers,
        sum(count(*)) over (partition by feature) as customers_of_feature
    from traits
    group by feature, level

),

segments as (

    select
        family,
        segment,
        as_of_date,
        count(*) as members
    from memberships
    group by family, segment, as_of_date

),

counted as (

    select
        memberships.family,
        memberships.segment,
        traits.feature,
        traits.level,
        count(*) as members_with_level
    from memberships
    inner join traits on memberships.customer_id = traits.customer_id
    group by memberships.family, memberships.segment, traits.feature, traits.level

),

-- Levels that no member has are rows too: they are what a segment is not.
shares as (

    select
        segments.family,
        segments.segment,
        levels.feature,
        levels.level,
        segments.as_of_date,
        segments.members,
        coalesce(counted.members_with_level, 0) as members_with_level,
        cast(coalesce(counted.members_with_level, 0) as double) / segments.members
            as share_in_segment,
        cast(levels.customers as double) / levels.customers_of_feature as share_in_all
    from segments
    cross join levels
    left join counted
        on
            segments.family = counted.family
            and segments.segment = counted.segment
            and levels.feature = counted.feature
            and levels.level = counted.level

),

final as (

    select
        *,
        100 * share_in_segment / share_in_all as trait_index
    from shares

)

select * from final
