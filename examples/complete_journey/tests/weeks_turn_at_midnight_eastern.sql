-- The panel numbers its weeks, Monday to Sunday. They fit the days of US Eastern time for every
-- basket; read as UTC, or as local time already, 3,751 baskets would be in the wrong week.
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
