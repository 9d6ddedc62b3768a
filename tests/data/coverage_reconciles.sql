-- Covered customers are counted from the customers' side; and with those in several segments once
-- more for each further one, they are the memberships of the family.
{{ config(once_per=once_a_day()) }}

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
        memberships.family,
        count(distinct memberships.customer_id) as customers_covered,
        count(*) as memberships
    from memberships
    inner join customers on memberships.customer_id = customers.customer_id
    group by memberships.family

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
