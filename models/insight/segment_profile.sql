with

memberships as (

    select * from {{ ref('segment_membership') }}

),

traits as (

    select * from {{ ref('customer_traits') }}

),

levels as (

    select
        row_number() over (order by feature, level) as level_number,
        feature,
        level,
        count(*) as customers,
        sum(count(*)) over (partition by feature) as customers_of_feature
    from traits
    group by feature, level

),

numbered_traits as (

    select
        levels.level_number,
        traits.customer_id
    from traits
    inner join levels on traits.feature = levels.feature and traits.level = levels.level

),

{{ numbered_segments() }},

counted as (

    select
        numbered_members.segment_number,
        numbered_traits.level_number,
        count(*) as members_with_level
    from numbered_members
    inner join numbered_traits on numbered_members.customer_id = numbered_traits.customer_id
    group by numbered_members.segment_number, numbered_traits.level_number

),

-- Levels that no member has get a row as well: what a segment is not describes it too.
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
            segments.segment_number = counted.segment_number
            and levels.level_number = counted.level_number

),

final as (

    select
        *,
        100 * share_in_segment / share_in_all as trait_index
    from shares

)

select * from final
