{{ config(enabled=has_input('market_reference')) }}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

customers as (

    select
        customer_id,
        country,
        case when account_id is null then 'b2c' else 'b2b' end as customer_type
    from {{ ref('known_customers') }}

),

-- Market figures come once a year and from several sources: the latest that was known counts.
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
        country,
        customer_type,
        count(*) as customers
    from customers
    group by country, customer_type

),

members as (

    select
        memberships.family,
        memberships.segment,
        memberships.as_of_date,
        customers.country,
        customers.customer_type,
        count(*) as members
    from memberships
    inner join customers on memberships.customer_id = customers.customer_id
    group by
        memberships.family,
        memberships.segment,
        memberships.as_of_date,
        customers.country,
        customers.customer_type

),

estimated as (

    select
        members.family,
        members.segment,
        members.country,
        members.customer_type,
        members.as_of_date,
        members.members,
        own_customers.customers,
        markets.total_customers,
        -- Assumes that the market divides into segments as the own customers of the same country
        -- and type do.
        cast(markets.total_customers as double) * members.members / own_customers.customers
            as market_members,
        markets.average_spend,
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

final as (

    select
        family,
        segment,
        country,
        customer_type,
        as_of_date,
        members,
        customers,
        total_customers,
        market_members,
        members / market_members as penetration,
        market_members - members as headroom,
        (market_members - members) * cast(average_spend as double) as headroom_revenue,
        source,
        reference_on
    from estimated

)

select * from final
