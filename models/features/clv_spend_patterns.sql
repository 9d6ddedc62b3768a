{{ config(once_per=once_a_day()) }}

with

histories as (

    select * from {{ ref('clv_histories') }}

),

-- Cents make nearly every average its own pattern, and add nothing to the fit.
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
    -- The model is of positive spend: gifts and returns have none.
    where mean_repeat_value > 0
    group by repeat_purchase_days, mean_repeat_value

)

select * from final
