-- The panel numbers its weeks from Monday to Sunday. With days in US Eastern time, every basket is
-- in its week. With timestamps read as UTC days or as local time, 3,751 would be in another one.
with

transactions as (

    select * from {{ source('complete_journey', 'transactions') }}

),

baskets as (

    select distinct
        basket_id,
        week,
        {{ customer_segmentation.local_date('transaction_timestamp') }} as ordered_on
    from transactions

),

weeks as (

    select
        basket_id,
        week,
        ordered_on,
        {{ dbt.datediff("cast('2016-12-26' as date)", 'ordered_on', 'day') }} as days_since_monday
    from baskets

),

final as (

    select * from weeks
    where
        days_since_monday < 7 * (week - 1)
        or days_since_monday >= 7 * week

)

select * from final
