with

memberships as (

    select * from {{ ref('segment_membership') }}

),

customers as (

    select * from {{ ref('customer_features') }}

),

-- Of all customers, not of those in the family: shares of families can be compared.
population as (

    select count(*) as customers from customers

),

sizes as (

    select
        family,
        segment,
        as_of_date,
        count(*) as members
    from memberships
    group by family, segment, as_of_date

),

final as (

    select
        sizes.family,
        sizes.segment,
        sizes.as_of_date,
        sizes.members,
        cast(sizes.members as double) / population.customers as share
    from sizes
    cross join population

)

select * from final
