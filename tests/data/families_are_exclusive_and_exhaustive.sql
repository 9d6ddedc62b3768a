-- Every customer is in exactly one segment of each exclusive family, and in at least one of each
-- overlapping one.
with

customers as (

    select * from {{ ref('customer_features') }}

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

final as (

    select
        families.family,
        families.mode,
        customers.customer_id,
        count(memberships.segment) as segments
    from customers
    cross join families
    left join memberships
        on
            customers.customer_id = memberships.customer_id
            and families.family = memberships.family
    group by families.family, families.mode, customers.customer_id
    having
        count(memberships.segment) = 0
        or (families.mode = 'exclusive' and count(memberships.segment) > 1)

)

select * from final
