{{ config(once_per=once_a_day()) }}

with

sets as (

    select * from {{ ref('segment_sets') }}

),

-- From definitions: a segment without members has no memberships, but must be counted. Families of
-- accounts do not divide customers.
definitions as (

    select * from {{ ref('segment_definition_history') }}
    where
        valid_to is null
        and family not in (

            select family from {{ ref('segment_catalogue') }}
            where entity <> 'customer_id'

        )

),

population as (

    select count(*) as customers from {{ ref('customer_features') }}

),

families as (

    select
        family,
        count(distinct segment) as segments
    from definitions
    group by family

),

-- Counted by set first: in an overlapping family, members add up to more than the customers.
by_set as (

    select
        family,
        segment_set,
        customers,
        count(*) as segments
    from sets
    group by family, segment_set, customers

),

covered as (

    select
        family,
        cast(sum(customers) as bigint) as customers_covered,
        sum(case when segments > 1 then customers else 0 end) as customers_in_several
    from by_set
    group by family

),

sizes as (

    select
        family,
        count(*) as segments_with_members,
        min(members) as smallest_segment,
        max(members) as largest_segment
    from (
        select
            family,
            segment,
            cast(sum(customers) as bigint) as members
        from sets
        group by family, segment
    ) as counted
    group by family

),

final as (

    select
        families.family,
        population.customers,
        coalesce(covered.customers_covered, 0) as customers_covered,
        cast(coalesce(covered.customers_covered, 0) as double) / population.customers
            as coverage,
        cast(coalesce(covered.customers_in_several, 0) as bigint) as customers_in_several,
        families.segments,
        coalesce(sizes.segments_with_members, 0) as segments_with_members,
        coalesce(sizes.smallest_segment, 0) as smallest_segment,
        coalesce(sizes.largest_segment, 0) as largest_segment
    from families
    cross join population
    left join covered on families.family = covered.family
    left join sizes on families.family = sizes.family

)

select * from final
