-- One row per basket. net_amount is what the retailer received: the shelf price minus the discount
-- of the loyalty card and the coupons that the retailer matched. Coupons of manufacturers are not
-- subtracted, because the manufacturer pays for them.
with

transactions as (

    select * from {{ source('complete_journey', 'transactions') }}

),

-- Amounts are floats that are not exactly whole cents, so they become decimals before the sum.
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

-- A basket without revenue is no purchase: only coupons were redeemed, or the receipt is empty.
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
