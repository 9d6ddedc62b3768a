{{
    config(
        refresh_by='segment_set',
        refresh_through={'segment_membership': 'customer_segment_set'},
    )
}}

with

sets as (

    select * from {{ ref('customer_segment_set') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

-- All customers with a set are in the same segments, so one of them is enough to list these.
examples as (

    select
        segment_set,
        min(customer_id) as customer_id,
        count(*) as customers
    from sets
    group by segment_set

),

final as (

    select
        examples.segment_set,
        memberships.family,
        memberships.segment,
        examples.customers
    from examples
    inner join memberships on examples.customer_id = memberships.customer_id

)

select * from final
