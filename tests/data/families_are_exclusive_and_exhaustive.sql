-- Every customer must be in exactly one segment of each exclusive family, and in at least one of
-- each overlapping family.
{{ config(refresh_by='customer_id') }}

with

customers as (

    select customer_id from {{ ref('known_customers') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

families as (

    select distinct
        family,
        mode
    from {{ ref('segment_catalogue') }}
    where entity = 'customer_id'

),

by_customer as (

    select
        memberships.family,
        memberships.customer_id,
        count(*) as segments
    from memberships
    inner join customers on memberships.customer_id = customers.customer_id
    group by memberships.family, memberships.customer_id

),

covered as (

    select
        family,
        count(*) as customers
    from by_customer
    group by family

),

-- Missing customers are searched only in families where some are missing.
incomplete as (

    select
        families.family,
        families.mode
    from families
    left join covered on families.family = covered.family
    where coalesce(covered.customers, 0) <> (select count(*) from customers)

),

final as (

    select
        families.family,
        families.mode,
        by_customer.customer_id,
        by_customer.segments
    from by_customer
    inner join families on by_customer.family = families.family
    where
        families.mode = 'exclusive'
        and by_customer.segments > 1

    union all

    select
        incomplete.family,
        incomplete.mode,
        customers.customer_id,
        0 as segments
    from customers
    cross join incomplete
    left join by_customer
        on
            customers.customer_id = by_customer.customer_id
            and incomplete.family = by_customer.family
    where by_customer.customer_id is null

)

select * from final
