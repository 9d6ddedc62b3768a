with

fits as (

    select * from {{ ref('clv_fit') }}

),

holdout as (

    select * from {{ ref('clv_holdout') }}

),

method as (

    select * from {{ ref('clv_method') }}
    where as_of_date = {{ as_of_date() }}

),

final as (

    select
        fits.sample,
        fits.model,
        fits.parameter,
        fits.estimate,
        fits.standard_error,
        fits.log_likelihood,
        'customer_day' as grain,
        {{ var('clv_time_unit_days') }} as time_unit_days,
        fits.customers,
        fits.repeat_customers,
        fits.patterns,
        fits.iterations,
        fits.state,
        fits.is_converged,
        fits.model = method.method or (fits.model = 'gamma_gamma' and method.method <> 'rfm')
            as is_in_use,
        fits.message,
        holdout.holdout_ratio
    from fits
    cross join method
    left join holdout on fits.model = holdout.model

)

select * from final
