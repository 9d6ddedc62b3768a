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

-- Rounded: with cents, nearly every average would be its own pattern, without a better fit.
rounded as (

    select
        repeat_purchase_days,
        round(mean_repeat_value, 2) as mean_repeat_value
    from histories
    where
        sample = 'all'
        and repeat_purchase_days > 0

),

final as (

    select
        repeat_purchase_days,
        mean_repeat_value,
        count(*) as customers
    from rounded
    -- The model requires positive spend: gifts and returns have none.
    where mean_repeat_value > 0
    group by repeat_purchase_days, mean_repeat_value

)

select * from final
