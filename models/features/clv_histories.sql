with

days as (

    select * from {{ ref('clv_purchase_days') }}

),

whole as (

    select
        customer_id,
        as_of_date,
        'all' as sample,
        sum(case when is_repeat then 1 else 0 end) as repeat_purchase_days,
        max(day_age_days) as last_purchase_age_days,
        max(age_days) as age_days,
        coalesce(avg(case when is_repeat then net_revenue end), 0) as mean_repeat_value,
        0 as holdout_purchase_days
    from days
    group by customer_id, as_of_date

),

before_holdout as (

    select
        customer_id,
        as_of_date,
        'calibration' as sample,
        sum(case when is_repeat and days_ago >= {{ var('clv_holdout_days') }} then 1 else 0 end)
            as repeat_purchase_days,
        max(case when days_ago >= {{ var('clv_holdout_days') }} then day_age_days end)
            as last_purchase_age_days,
        max(age_days) - {{ var('clv_holdout_days') }} as age_days,
        cast(null as double) as mean_repeat_value,
        sum(case when days_ago < {{ var('clv_holdout_days') }} then 1 else 0 end)
            as holdout_purchase_days
    from days
    where age_days >= {{ var('clv_holdout_days') }}
    group by customer_id, as_of_date

),

both_samples as (

    select * from whole
    union all
    select * from before_holdout

),

final as (

    select
        customer_id,
        as_of_date,
        sample,
        cast(repeat_purchase_days as integer) as repeat_purchase_days,
        cast(last_purchase_age_days as integer) as last_purchase_age_days,
        cast(age_days as integer) as age_days,
        mean_repeat_value,
        cast(holdout_purchase_days as integer) as holdout_purchase_days
    from both_samples

)

select * from final
