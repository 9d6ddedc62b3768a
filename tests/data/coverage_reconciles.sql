-- Covered customers must equal a count from the customers' side; with one more for each further
-- segment of a customer, they must equal the memberships of the family. Counted by set:
-- sets_hold_memberships checks that the sets equal the memberships.
{{ config(once_per=once_a_day()) }}

with

coverage as (

    select * from {{ ref('segment_coverage') }}

),

customers as (

    select * from {{ ref('customer_features') }}

),

members as (

    select
        sets.segment_set,
        count(*) as customers
    from {{ ref('customer_segment_set') }} as sets
    inner join customers on sets.customer_id = customers.customer_id
    group by sets.segment_set

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

counted as (

    select
        family,
        cast(sum(customers) as bigint) as customers_covered,
        cast(sum(customers * segments) as bigint) as memberships
    from by_set
    group by family

),

final as (

    select
        coverage.family,
        coverage.customers_covered,
        coalesce(counted.customers_covered, 0) as expected_customers_covered
    from coverage
    left join counted on coverage.family = counted.family
    where
        coverage.customers_covered <> coalesce(counted.customers_covered, 0)
        or counted.memberships < coverage.customers_covered + coverage.customers_in_several
        or (coverage.customers_in_several = 0 and counted.memberships > counted.customers_covered)
        or coverage.segments_with_members > coverage.segments

)

select * from final
