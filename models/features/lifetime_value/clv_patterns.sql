{{
    config(
        once_per=once_in_days(var('clv_refit_days')),
        once_ignoring=as_of_date(),
    )
}}

with

histories as (

    select * from {{ ref('clv_histories') }}

),

-- Customers with the same history have the same likelihood, so the fit has a weighted row per
-- pattern instead of a row per customer.
final as (

    select
        sample,
        repeat_purchase_days,
        last_purchase_age_days,
        age_days,
        count(*) as customers,
        cast(sum(holdout_purchase_days) as bigint) as holdout_purchase_days
    from histories
    group by sample, repeat_purchase_days, last_purchase_age_days, age_days

)

select * from final
