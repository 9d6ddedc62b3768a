-- Every customer is in exactly one segment of each family.
with

customers as (

    select * from {{ ref('customer_features') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

families as (

    select distinct family from memberships

),

final as (

    select
        families.family,
        customers.customer_id,
        count(memberships.segment) as segments
    from customers
    cross join families
    left join memberships
        on
            customers.customer_id = memberships.customer_id
            and families.family = memberships.family
    group by families.family, customers.customer_id
    having count(memberships.segment) <> 1

)

select * from final
