{{ config(enabled=var('input_occasions')) }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

purchases as (

    select * from {{ ref('purchases') }}

),

occasions as (

    select * from {{ ref('stg_occasions') }}

),

kept as (

    select distinct
        occasion,
        country
    from occasions

),

counted as (

    select
        purchases.customer_id,
        purchases.as_of_date,
        kept.occasion,
        count(distinct purchases.order_id) as orders,
        count(distinct case when occasions.occasion is not null then purchases.order_id end)
            as occasion_orders
    from purchases
    inner join customers on purchases.customer_id = customers.customer_id
    inner join kept on customers.country = kept.country
    left join occasions
        on
            kept.occasion = occasions.occasion
            and kept.country = occasions.country
            and purchases.ordered_on between occasions.starts_on and occasions.ends_on
    group by purchases.customer_id, purchases.as_of_date, kept.occasion

),

shared as (

    select
        *,
        cast(occasion_orders as double) / orders as occasion_share,
        cast(sum(occasion_orders) over (partition by occasion) as double)
        / sum(orders) over (partition by occasion) as base_share
    from counted

),

final as (

    select
        customer_id,
        occasion,
        as_of_date,
        orders,
        occasion_orders,
        occasion_share,
        base_share,
        occasion_share / nullif(base_share, 0) as occasion_index
    from shared

)

select * from final
