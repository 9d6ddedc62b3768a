{{ config(once_per=once_a_day()) }}

with

traits as (

    select * from {{ ref('customer_traits') }}

),

{{ segments_by_set() }},

-- The traits of all customers are read once; everything else follows from these counts.
traits_by_set as (

    select
        sets.segment_set,
        traits.feature,
        traits.level,
        count(*) as customers_with_level
    from traits
    left join sets on traits.customer_id = sets.customer_id
    group by sets.segment_set, traits.feature, traits.level

),

levels as (

    select
        row_number() over (order by feature, level) as level_number,
        feature,
        level,
        sum(customers_with_level) as customers,
        sum(sum(customers_with_level)) over (partition by feature) as customers_of_feature
    from traits_by_set
    group by feature, level

),

counted_by_set as (

    select
        traits_by_set.segment_set,
        levels.level_number,
        traits_by_set.customers_with_level
    from traits_by_set
    inner join levels
        on
            traits_by_set.feature = levels.feature
            and traits_by_set.level = levels.level

),

counted as (

    select
        numbered_sets.segment_number,
        counted_by_set.level_number,
        cast(sum(counted_by_set.customers_with_level) as bigint) as members_with_level
    from numbered_sets
    inner join counted_by_set on numbered_sets.segment_set = counted_by_set.segment_set
    group by numbered_sets.segment_number, counted_by_set.level_number

),

-- Levels without members get a row as well: a segment is also described by what it lacks.
shares as (

    select
        segments.family,
        segments.segment,
        levels.feature,
        levels.level,
        segments.members,
        coalesce(counted.members_with_level, 0) as members_with_level,
        cast(coalesce(counted.members_with_level, 0) as double) / segments.members
            as share_in_segment,
        cast(levels.customers as double) / levels.customers_of_feature as share_in_all,
        cast(levels.customers_of_feature as double) as customers
    from segments
    cross join levels
    left join counted
        on
            segments.segment_number = counted.segment_number
            and levels.level_number = counted.level_number

),

-- If the segment were drawn from all customers at random, without replacement, this many members
-- would have the level on average, with this deviation (the hypergeometric distribution).
drawn as (

    select
        *,
        round(members * share_in_all, 9) as expected,
        members * share_in_all * (1 - share_in_all) * (customers - members) / nullif(customers - 1, 0)
            as variance,
        -- The size of a sample with replacement that would give the same precision.
        members * (customers - 1) / nullif(customers - members, 0) as sample_size
    from shares

),

compared as (

    select
        *,
        case
            when
                variance > 0
                and expected >= {{ var('profile_min_expected') }}
                and members - expected >= {{ var('profile_min_expected') }}
                then greatest(abs(members_with_level - expected) - 0.5, 0) / sqrt(variance)
        end as z,
        -- Wilson's 95 % interval of the share.
        (share_in_segment + 1.9207294 / sample_size) / (1 + 3.8414588 / sample_size) as centre,
        1.959963985 / (1 + 3.8414588 / sample_size) * sqrt(
            share_in_segment * (1 - share_in_segment) / sample_size
            + 0.9603647 / (sample_size * sample_size)
        ) as half_width
    from drawn

),

judged as (

    select
        *,
        case when z is not null then least({{ chance_beyond('z') }}, 1) end as p_value
    from compared

),

ranked as (

    select
        *,
        count(p_value) over (partition by family, segment) as compared_levels,
        row_number() over (
            partition by family, segment
            order by p_value nulls last, feature, level
        ) as p_rank
    from judged

),

-- Of many levels, some look unusual by chance. Among those with a q-value up to a limit, at most
-- that share is expected to be wrong (Benjamini & Hochberg, Journal of the Royal Statistical
-- Society B 57, 1995); each segment is adjusted separately.
adjusted as (

    select
        *,
        case
            when p_value is not null
                then least(
                    1,
                    min(p_value * compared_levels / p_rank) over (
                        partition by family, segment
                        order by p_rank desc
                        rows between unbounded preceding and current row
                    )
                )
        end as q_value
    from ranked

),

final as (

    select
        family,
        segment,
        feature,
        level,
        members,
        members_with_level,
        share_in_segment,
        share_in_all,
        100 * share_in_segment / share_in_all as trait_index,
        case when p_value is not null then 100 * greatest(centre - half_width, 0) / share_in_all end
            as index_low,
        case when p_value is not null then 100 * least(centre + half_width, 1) / share_in_all end
            as index_high,
        p_value,
        q_value,
        coalesce(
            q_value <= {{ var('profile_false_discovery') }}
            and not (
                centre - half_width <= share_in_all
                and centre + half_width >= share_in_all
            ),
            false
        ) as is_distinct,
        case
            when p_value is not null then null
            when members >= customers then 'all customers are members'
            else 'too few to tell'
        end as untold
    from adjusted

)

select * from final
