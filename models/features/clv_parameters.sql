with

fits as (

    select * from {{ ref('clv_fit') }}

),

patterns as (

    select * from {{ ref('clv_patterns') }}

),

outlook as (

    select * from {{ ref('clv_outlook') }}

),

calibration as (

    select
        {{ clv_parameter('r') }} as r,
        {{ clv_parameter('alpha') }} as alpha,
        {{ clv_parameter('a') }} as a,
        {{ clv_parameter('b') }} as b
    from fits
    where
        sample = 'calibration'
        and model = 'bg_nbd'

),

-- Predicted by what was known before the holdout, and compared with what came: only that shows
-- whether the fit can be trusted.
holdout as (

    select
        sum(
            patterns.customers * outlook.expected_orders * {{ clv_p_alive('patterns', 'calibration') }}
        ) as predicted,
        cast(sum(patterns.holdout_purchase_days) as double) as actual
    from patterns
    inner join outlook
        on patterns.sample = outlook.sample
        and patterns.repeat_purchase_days = outlook.repeat_purchase_days
        and patterns.age_days = outlook.age_days
    cross join calibration
    where patterns.sample = 'calibration'

),

final as (

    select
        fits.as_of_date,
        fits.sample,
        fits.model,
        fits.parameter,
        fits.estimate,
        fits.standard_error,
        fits.log_likelihood,
        'customer_day' as grain,
        {{ var('clv_time_unit_days') }} as time_unit_days,
        fits.customers,
        fits.patterns,
        fits.iterations,
        fits.is_converged,
        fits.message,
        case when fits.model = 'bg_nbd' then round(holdout.predicted / nullif(holdout.actual, 0), 9) end
            as holdout_ratio
    from fits
    cross join holdout

)

select * from final
