{{ config(enabled=has_input('market_reference'), once_per=once_a_day()) }}

with

{{ segments_by_set() }},

customers as (

    select
        customer_id,
        country,
        case when account_id is null then 'b2c' else 'b2b' end as customer_type
    from {{ ref('known_customers') }}

),

spent as (

    select
        customer_id,
        net_revenue_365d as revenue_365d
    from {{ ref('customer_orders') }}

),

bought as (

    select
        customer_id,
        max(case when days_ago < 365 then 1 else 0 end) as in_last_year,
        max(case when days_ago between 365 and 729 then 1 else 0 end) as in_year_before
    from (
        select
            customer_id,
            {{ dbt.datediff('ordered_on', as_of_date(), 'day') }} as days_ago
        from {{ ref('purchases') }}
    ) as aged
    group by customer_id

),

buyers as (

    select
        spent.customer_id,
        spent.revenue_365d,
        coalesce(bought.in_last_year, 0) as in_last_year,
        coalesce(bought.in_year_before, 0) as in_year_before
    from spent
    left join bought on spent.customer_id = bought.customer_id

),

-- Market figures come once a year and from several sources: the latest known figure counts.
markets_by_recency as (

    select
        *,
        row_number() over (
            partition by country, customer_type
            order by reference_on desc, source
        ) as recency_rank
    from {{ ref('stg_market_reference') }}
    where reference_on <= {{ as_of_date() }}

),

markets as (

    select * from markets_by_recency
    where recency_rank = 1

),

own_customers as (

    select
        customers.country,
        customers.customer_type,
        count(*) as customers,
        cast(sum(buyers.in_last_year) as double) as buyers,
        cast(sum(buyers.in_year_before) as double) as buyers_before,
        -- Decimals first: their sum is the same in any order.
        cast(sum(buyers.revenue_365d) as double) as revenue_365d
    from customers
    inner join buyers on customers.customer_id = buyers.customer_id
    group by customers.country, customers.customer_type

),

members_by_set as (

    select
        sets.segment_set,
        customers.country,
        customers.customer_type,
        count(*) as members,
        sum(buyers.revenue_365d) as revenue_365d
    from sets
    inner join customers on sets.customer_id = customers.customer_id
    inner join buyers on sets.customer_id = buyers.customer_id
    group by sets.segment_set, customers.country, customers.customer_type

),

members as (

    select
        segments.family,
        segments.segment,
        members_by_set.country,
        members_by_set.customer_type,
        cast(sum(members_by_set.members) as bigint) as members,
        -- Decimals first: their sum is the same in any order.
        cast(sum(members_by_set.revenue_365d) as double) as revenue_365d
    from segments
    inner join numbered_sets on segments.segment_number = numbered_sets.segment_number
    inner join members_by_set on numbered_sets.segment_set = members_by_set.segment_set
    group by
        segments.family,
        segments.segment,
        members_by_set.country,
        members_by_set.customer_type

),

estimated as (

    select
        members.family,
        members.segment,
        members.country,
        members.customer_type,
        members.members,
        own_customers.customers,
        markets.total_customers,
        -- Assumes that the market divides into segments as the shop's customers of the same country
        -- and type do.
        cast(markets.total_customers as double) * members.members / own_customers.customers
            as market_members,
        -- What a member spends here, shrunk towards all customers of the market, with the weight of
        -- this many of them.
        (
            members.revenue_365d
            + {{ var('market_prior_members') }} * own_customers.revenue_365d
            / own_customers.customers
        ) / (members.members + {{ var('market_prior_members') }}) as own_spend,
        own_customers.revenue_365d / own_customers.customers as own_average_spend,
        members.revenue_365d as own_revenue,
        cast(markets.average_spend as double) as average_spend,
        -- How fast the shop grows in this market: buyers of the last year divided by those of the
        -- year before, at most 2.
        case
            when own_customers.buyers > 0 and own_customers.buyers_before > 0
                then least(ln(own_customers.buyers / own_customers.buyers_before), ln(2))
        end as growth,
        own_customers.buyers,
        markets.source,
        markets.reference_on
    from members
    inner join own_customers
        on
            members.country = own_customers.country
            and members.customer_type = own_customers.customer_type
    inner join markets
        on
            members.country = markets.country
            and members.customer_type = markets.customer_type

),

spending as (

    select
        *,
        greatest(market_members * {{ var('market_ceiling_share') }}, members) as most_members,
        average_spend * own_spend / nullif(own_average_spend, 0) as market_spend
    from estimated

),

-- The logistic curve (Verhulst 1838): growth starts as in the last year and slows down near the
-- ceiling. A shop that does not grow wins nobody.
grown as (

    select
        *,
        case
            when buyers >= {{ var('market_min_buyers') }} and growth <= 0 then 0
            when buyers >= {{ var('market_min_buyers') }}
                then most_members / (
                    1 + (most_members / members - 1) * exp(-growth * {{ var('market_years') }})
                ) - members
        end as obtainable_members
    from spending

),

final as (

    select
        family,
        segment,
        country,
        customer_type,
        members,
        customers,
        total_customers,
        market_members,
        members / market_members as penetration,
        market_members - members as headroom,
        own_spend,
        market_spend,
        own_spend / nullif(market_spend, 0) as share_of_wallet,
        growth,
        obtainable_members,
        obtainable_members / (market_members - members) as obtainable_share,
        obtainable_members * own_spend as obtainable_revenue,
        own_revenue,
        (market_members - members) * coalesce(market_spend, average_spend) as headroom_revenue,
        (market_members - members) * coalesce(market_spend, average_spend)
        / nullif(own_revenue, 0) as headroom_times_own_revenue,
        case
            when obtainable_members is null
                then 'too few to tell: fewer than {{ var('market_min_buyers') }} buyers in this '
                || 'market, or none a year ago'
            else 'all ' || cast(cast(total_customers as bigint) as {{ dbt.type_string() }})
                || ' who buy such things there, of whom '
                || cast(customers as {{ dbt.type_string() }})
                || ' are customers; obtainable in {{ var('market_years') }} years is what the '
                || 'growth of the last year, '
                || cast(cast(round(100 * (exp(growth) - 1)) as bigint) as {{ dbt.type_string() }})
                || ' %, comes to on a logistic curve with a ceiling of '
                || '{{ (100 * var('market_ceiling_share')) | round(2) }} % of the market'
        end as explanation,
        source,
        reference_on
    from grown

)

select * from final
