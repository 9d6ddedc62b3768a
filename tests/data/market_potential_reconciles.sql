-- Members and headroom must add up to the market's members; and if a family divides all customers
-- of a market, its segments must divide the entire market.
{{ config(enabled=has_input('market_reference'), once_per=once_a_day()) }}

with

potential as (

    select * from {{ ref('segment_market_potential') }}

),

wrong_sums as (

    select
        family,
        segment,
        country,
        customer_type
    from potential
    where abs(members + headroom - market_members) > 0.001

),

wrong_markets as (

    select
        family,
        'all segments' as segment,
        country,
        customer_type
    from potential
    group by family, country, customer_type, customers, total_customers
    having
        sum(members) = customers
        and abs(sum(market_members) - total_customers) > 0.000001 * total_customers

),

final as (

    select * from wrong_sums
    union all
    select * from wrong_markets

)

select * from final
