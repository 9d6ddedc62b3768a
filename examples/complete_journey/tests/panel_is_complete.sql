-- The published files never change: every household, basket and cent of them is in staging, and 478
-- baskets brought no money. (After `seg erase`, leave this out: --exclude panel_is_complete.)
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
