{{
    config(
        once_per=once_in_days(var('clv_refit_days')),
        once_ignoring=as_of_date(),
    )
}}

with

histories as (

    select * from {{ ref('clv_histories') }}
    where sample = 'calibration'

),

outlook as (

    select * from {{ ref('clv_holdout_outlook') }}

),

ranked as (

    select
        outlook.model,
        outlook.expected_orders as expected,
        histories.holdout_purchase_days as actual,
        ntile(10) over (
            partition by outlook.model
            order by outlook.expected_orders desc, histories.customer_id
        ) as decile
    from histories
    inner join outlook
        on histories.repeat_purchase_days = outlook.repeat_purchase_days
        and histories.last_purchase_age_days = outlook.last_purchase_age_days
        and histories.age_days = outlook.age_days

),

final as (

    select
        model,
        cast(decile as integer) as decile,
        count(*) as customers,
        round(sum(expected), 6) as expected_orders,
        cast(sum(actual) as bigint) as actual_orders,
        round(avg(abs(expected - actual)), 9) as mean_absolute_error
    from ranked
    group by model, decile

)

select * from final
