-- The segments of a customer's set must equal the customer's memberships: the same number and the
-- same sum of digests, which different segments have with a probability of 1 in 2^64. No segment
-- may be in a set twice, so that nobody is in a segment twice.
{{ config(once_per=once_a_day()) }}

with

sets as (

    select * from {{ ref('segment_sets') }}

),

of_customers as (

    select
        customer_id,
        count(*) as segments,
        sum({{ row_digest(['family', 'segment']) }}) as digest
    from {{ ref('segment_membership') }}
    group by customer_id

),

of_sets as (

    select
        segment_set,
        count(*) as segments,
        sum({{ row_digest(['family', 'segment']) }}) as digest
    from sets
    group by segment_set

),

told as (

    select
        customers.customer_id,
        of_sets.segments,
        of_sets.digest
    from {{ ref('customer_segment_set') }} as customers
    left join of_sets on customers.segment_set = of_sets.segment_set

),

twice as (

    select
        segment_set,
        family,
        segment
    from sets
    group by segment_set, family, segment
    having count(*) > 1

),

final as (

    select
        coalesce(of_customers.customer_id, told.customer_id) as customer_id,
        cast(null as varchar) as family,
        cast(null as varchar) as segment,
        of_customers.segments,
        told.segments as segments_of_set
    from of_customers
    full outer join told on of_customers.customer_id = told.customer_id
    where
        of_customers.segments is distinct from told.segments
        or of_customers.digest is distinct from told.digest

    union all

    select
        customers.customer_id,
        twice.family,
        twice.segment,
        cast(null as bigint) as segments,
        cast(null as bigint) as segments_of_set
    from twice
    inner join {{ ref('customer_segment_set') }} as customers
        on twice.segment_set = customers.segment_set

)

select * from final
