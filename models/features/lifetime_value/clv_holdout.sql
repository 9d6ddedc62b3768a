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

-- Predictions from data before the holdout, compared with what happened in it: only this shows
-- whether a model can be trusted.
predicted as (

    select
        outlook.model,
        -- Rounded to nine digits, so that ties are ties on every run; decimals, because their sums
        -- do not depend on the order of rows.
        cast(round(outlook.expected_orders, 9) as decimal(18, 9)) as expected,
        cast(histories.holdout_purchase_days as decimal(18, 9)) as actual
    from histories
    inner join outlook
        on histories.repeat_purchase_days = outlook.repeat_purchase_days
        and histories.last_purchase_age_days = outlook.last_purchase_age_days
        and histories.age_days = outlook.age_days

),

mean_of_all as (

    select cast(avg(actual) as double) as actual from predicted

),

-- Equal values share the mean of their ranks, as Spearman's coefficient requires. Few numbers of
-- purchases are distinct, so these are ranked separately.
actual_ranks as (

    select
        model,
        actual,
        sum(count(*)) over (partition by model order by actual) - (count(*) - 1) / 2.0 as actual_rank
    from predicted
    group by model, actual

),

ranked as (

    select
        predicted.*,
        mean_of_all.actual as mean_actual,
        rank() over by_expected
        + (count(*) over (by_expected range between current row and current row) - 1) / 2.0
            as expected_rank,
        actual_ranks.actual_rank
    from predicted
    inner join actual_ranks
        on predicted.model = actual_ranks.model and predicted.actual = actual_ranks.actual
    cross join mean_of_all
    window by_expected as (partition by predicted.model order by predicted.expected)

),

final as (

    select
        model,
        count(*) as customers,
        round(cast(sum(expected) as double), 6) as expected_orders,
        cast(sum(actual) as bigint) as actual_orders,
        round(cast(sum(expected) as double) / nullif(cast(sum(actual) as double), 0), 9)
            as holdout_ratio,
        round(cast(sum(abs(expected - actual)) as double) / count(*), 9) as mean_absolute_error,
        -- The error if the mean were predicted for everybody.
        round(avg(abs(actual - mean_actual)), 9) as error_of_the_mean,
        case
            when count(distinct expected) > 1 and count(distinct actual) > 1
                then round(corr(expected_rank, actual_rank), 9)
        end as rank_correlation
    from ranked
    group by model

)

select * from final
