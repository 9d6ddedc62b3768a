{{ config(once_per=once_a_day()) }}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

-- By what is defined: a segment without members is in no membership, and must be counted.
-- Families of accounts divide no customers.
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

-- Per customer first: in an overlapping family members add up to more than customers.
by_customer as (

    select
        family,
        customer_id,
        count(*) as segments
    from memberships
    group by family, customer_id

),

covered as (

    select
        family,
        count(*) as customers_covered,
        sum(case when segments > 1 then 1 else 0 end) as customers_in_several
    from by_customer
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
            count(*) as members
        from memberships
        group by family, segment
    ) as counted
    group by family

),

final as (

    select
        families.family,
        {{ as_of_date() }} as as_of_date,
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
