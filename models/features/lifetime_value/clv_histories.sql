{{ config(refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

purchases as (

    select * from {{ ref('clv_purchases') }}

),

aged as (

    select
        purchases.customer_id,
        {{ dbt.datediff('purchases.first_order_on', 'customers.as_of_date', 'day') }} as age_days,
        {{ dbt.datediff('purchases.first_order_on', 'purchases.last_order_on', 'day') }}
            as last_purchase_age_days,
        {{ dbt.datediff('purchases.first_order_on', 'purchases.last_order_before_holdout_on', 'day') }}
            as last_purchase_age_days_before_holdout,
        purchases.repeat_purchase_days,
        purchases.repeat_purchase_days_before_holdout,
        purchases.mean_repeat_value,
        purchases.holdout_purchase_days
    from purchases
    inner join customers on purchases.customer_id = customers.customer_id

),

whole as (

    select
        customer_id,
        'all' as sample,
        repeat_purchase_days,
        last_purchase_age_days,
        age_days,
        mean_repeat_value,
        0 as holdout_purchase_days
    from aged

),

-- The same customers as of the start of the holdout. Later customers cannot be predicted from it.
before_holdout as (

    select
        customer_id,
        'calibration' as sample,
        repeat_purchase_days_before_holdout as repeat_purchase_days,
        last_purchase_age_days_before_holdout as last_purchase_age_days,
        age_days - {{ var('clv_holdout_days') }} as age_days,
        -- Spend is fitted on all purchases only: it is not predicted for the holdout.
        cast(null as double) as mean_repeat_value,
        holdout_purchase_days
    from aged
    where age_days >= {{ var('clv_holdout_days') }}

),

both_samples as (

    select * from whole
    union all
    select * from before_holdout

),

final as (

    select
        customer_id,
        sample,
        repeat_purchase_days,
        cast(last_purchase_age_days as integer) as last_purchase_age_days,
        cast(age_days as integer) as age_days,
        mean_repeat_value,
        holdout_purchase_days
    from both_samples

)

select * from final
