-- One row per basket. net_amount is what the retailer received: the shelf price less the loyalty
-- card's discount and less coupons that the retailer matched. Manufacturers' coupons are not taken
-- off, because the manufacturer pays them.
with

transactions as (

    select * from {{ source('complete_journey', 'transactions') }}

),

-- Amounts are floats a hair off whole cents: they are made decimals before they are added up.
lines as (

    select
        cast(basket_id as {{ dbt.type_string() }}) as order_id,
        cast(household_id as {{ dbt.type_string() }}) as customer_id,
        transaction_timestamp as ordered_at,
        cast(sales_value as decimal(18, 2)) as net_amount,
        cast(retail_disc as decimal(18, 2))
        + cast(coupon_match_disc as decimal(18, 2)) as discount_amount
    from transactions

),

baskets as (

    select
        order_id,
        customer_id,
        ordered_at,
        cast(sum(net_amount) as decimal(18, 2)) as net_amount,
        cast(sum(discount_amount) as decimal(18, 2)) as discount_amount
    from lines
    group by order_id, customer_id, ordered_at

),

-- Baskets that brought no money are coupons handed in and empty receipts, not purchases.
final as (

    select
        order_id,
        customer_id,
        ordered_at,
        case when net_amount > 0 then 'completed' else 'cancelled' end as status,
        'store' as channel,
        'USD' as currency,
        net_amount,
        discount_amount
    from baskets

)

select * from final
