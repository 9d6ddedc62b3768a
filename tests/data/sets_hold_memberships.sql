-- The segments of a customer's set are the customer's memberships, and the other way round.
{{ config(once_per=once_a_day()) }}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

of_sets as (

    select
        customers.customer_id,
        sets.family,
        sets.segment
    from {{ ref('customer_segment_set') }} as customers
    inner join {{ ref('segment_sets') }} as sets on customers.segment_set = sets.segment_set

),

final as (

    select
        coalesce(memberships.customer_id, of_sets.customer_id) as customer_id,
        coalesce(memberships.family, of_sets.family) as family,
        coalesce(memberships.segment, of_sets.segment) as segment
    from memberships
    full outer join of_sets
        on
            memberships.customer_id = of_sets.customer_id
            and memberships.family = of_sets.family
            and memberships.segment = of_sets.segment
    where memberships.customer_id is null or of_sets.customer_id is null

)

select * from final
