-- Sizes equal the members counted one by one, and the sizes of each exclusive family add up to all
-- customers.
with

sizes as (

    select * from {{ ref('segment_sizes') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

customers as (

    select count(*) as customers from {{ ref('customer_features') }}

),

exclusive_families as (

    select distinct family from {{ ref('segment_catalogue') }}
    where mode = 'exclusive'

),

counted as (

    select
        family,
        segment,
        count(distinct customer_id) as members
    from memberships
    group by family, segment

),

wrong_sizes as (

    select
        coalesce(sizes.family, counted.family) as family,
        coalesce(sizes.segment, counted.segment) as segment,
        sizes.members as members,
        counted.members as expected_members
    from sizes
    full outer join counted
        on
            sizes.family = counted.family
            and sizes.segment = counted.segment
    where coalesce(sizes.members, -1) <> coalesce(counted.members, -1)

),

wrong_totals as (

    select
        sizes.family,
        'all segments' as segment,
        sum(sizes.members) as members,
        max(customers.customers) as expected_members
    from sizes
    inner join exclusive_families on sizes.family = exclusive_families.family
    cross join customers
    group by sizes.family
    having sum(sizes.members) <> max(customers.customers)

),

final as (

    select * from wrong_sizes
    union all
    select * from wrong_totals

)

select * from final
