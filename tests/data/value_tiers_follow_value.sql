-- The customers of tiers a and a+b must hold at least the shares of value at which the tiers are
-- cut, and nobody may be in a lower tier than someone of less value. This is true when the shares
-- are computed; until they are computed again, the test does not run either.
-- depends_on: {{ ref('value_shares') }}
with

customers as (

    select * from {{ ref('customer_features') }}

),

value_tier as (

    select * from {{ ref('value_tier') }}

),

tiers as (

    select
        value_tier.segment,
        min(customers.customer_value) as lowest_value,
        max(customers.customer_value) as highest_value,
        sum(customers.customer_value) as tier_value
    from customers
    inner join value_tier on customers.customer_id = value_tier.customer_id
    group by value_tier.segment

),

total as (

    select sum(tier_value) as total_value from tiers

),

overlapping as (

    select
        upper_tier.segment as upper_segment,
        lower_tier.segment as lower_segment
    from tiers as upper_tier
    cross join tiers as lower_tier
    where
        upper_tier.segment < lower_tier.segment
        and upper_tier.lowest_value <= lower_tier.highest_value
        and lower_tier.highest_value > 0

),

too_small as (

    select
        max(tiers.segment) as upper_segment,
        'none' as lower_segment
    from tiers
    cross join total
    where tiers.segment = 'a'
    having sum(tiers.tier_value) < {{ var('value_tier_a_share') }} * max(total.total_value)

    union all

    select
        max(tiers.segment) as upper_segment,
        'none' as lower_segment
    from tiers
    cross join total
    where tiers.segment in ('a', 'b')
    having sum(tiers.tier_value) < {{ var('value_tier_b_share') }} * max(total.total_value)

),

final as (

    select * from overlapping
    union all
    select * from too_small

)

select * from final
