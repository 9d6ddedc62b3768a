-- Covered customers are counted from the customers' side; and with those in several segments once
-- more for each further one, they are the memberships of the family.
with

coverage as (

    select * from {{ ref('segment_coverage') }}

),

customers as (

    select * from {{ ref('customer_features') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

counted as (

    select
        coverage.family,
        count(distinct memberships.customer_id) as customers_covered,
        count(memberships.customer_id) as memberships
    from coverage
    cross join customers
    left join memberships
        on
            coverage.family = memberships.family
            and customers.customer_id = memberships.customer_id
    group by coverage.family

),

final as (

    select
        coverage.family,
        coverage.customers_covered,
        counted.customers_covered as expected_customers_covered
    from coverage
    inner join counted on coverage.family = counted.family
    where
        coverage.customers_covered <> counted.customers_covered
        or counted.memberships < coverage.customers_covered + coverage.customers_in_several
        or (coverage.customers_in_several = 0 and counted.memberships > counted.customers_covered)
        or coverage.segments_with_members > coverage.segments

)

select * from final
