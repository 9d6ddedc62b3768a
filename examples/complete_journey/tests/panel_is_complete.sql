-- The published files never change, so staging must contain all their households, baskets and
-- amounts. After `seg erase` this test fails: leave it out with --exclude panel_is_complete.
with

customers as (

    select count(*) as households from {{ ref('stg_customers') }}

),

orders as (

    select
        count(*) as baskets,
        sum(case when status = 'cancelled' then 1 else 0 end) as baskets_without_money,
        sum(net_amount) as net_amount,
        sum(discount_amount) as discount_amount
    from {{ ref('stg_orders') }}

),

final as (

    select *
    from customers
    cross join orders
    where
        households <> 2469
        or baskets <> 155848
        or baskets_without_money <> 478
        or net_amount <> 4596039.58
        or discount_amount <> 796193.29

)

select * from final
