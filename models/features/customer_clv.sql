with

histories as (

    select * from {{ ref('clv_histories') }}
    where sample = 'all'

),

fits as (

    select * from {{ ref('clv_fit') }}
    where sample = 'all'

),

outlook as (

    select * from {{ ref('clv_outlook') }}
    where sample = 'all'

),

customer_orders as (

    select * from {{ ref('customer_orders') }}

),

customer_rfm as (

    select * from {{ ref('customer_rfm') }}

),

-- Half a fit is none: with one model missing, values fall back to RFM for everybody.
fit as (

    select
        {{ clv_parameter('r') }} as r,
        {{ clv_parameter('alpha') }} as alpha,
        {{ clv_parameter('a') }} as a,
        {{ clv_parameter('b') }} as b,
        {{ clv_parameter('p') }} as p,
        {{ clv_parameter('q') }} as q,
        {{ clv_parameter('gamma') }} as gamma
    from fits
    where not exists (select 1 from fits where not is_converged)

),

-- The fallback: customers are expected to bring what those with the same RFM code brought last year.
rfm_values as (

    select
        customer_rfm.rfm_code,
        cast(sum(customer_orders.net_revenue_365d) as double) / count(*) as net_revenue_365d
    from customer_rfm
    inner join customer_orders on customer_rfm.customer_id = customer_orders.customer_id
    where customer_rfm.rfm_code is not null
    group by customer_rfm.rfm_code

),

predicted as (

    select
        histories.customer_id,
        histories.as_of_date,
        fit.r is not null as is_fitted,
        histories.repeat_purchase_days,
        {{ clv_p_alive('histories', 'fit') }} as p_alive,
        outlook.expected_orders as orders_if_alive,
        outlook.discounted_orders as discounted_orders_if_alive,
        1 - exp(
            (fit.r + histories.repeat_purchase_days) * (
                ln(fit.alpha + histories.age_days / {{ var('clv_time_unit_days') }}.0)
                - ln(
                    fit.alpha
                    + (histories.age_days + {{ var('clv_next_order_days') }})
                    / {{ var('clv_time_unit_days') }}.0
                )
            )
        ) as next_order_if_alive,
        fit.p * (fit.gamma + histories.repeat_purchase_days * histories.mean_repeat_value)
        / (fit.p * histories.repeat_purchase_days + fit.q - 1) as average_value
    from histories
    cross join fit
    left join outlook
        on histories.repeat_purchase_days = outlook.repeat_purchase_days
        and histories.age_days = outlook.age_days

),

final as (

    select
        predicted.customer_id,
        predicted.as_of_date,
        case when predicted.is_fitted then 'bg_nbd' else 'rfm' end as clv_basis,
        predicted.p_alive,
        case when predicted.repeat_purchase_days > 0 then 1 - predicted.p_alive end
            as churn_probability,
        predicted.p_alive * predicted.next_order_if_alive as next_order_probability,
        predicted.p_alive * predicted.orders_if_alive as expected_orders,
        predicted.average_value as expected_average_value,
        cast(
            {{ var('clv_margin_rate') }} * case
                when predicted.is_fitted
                    then predicted.p_alive * predicted.discounted_orders_if_alive
                        * predicted.average_value
                else rfm_values.net_revenue_365d
                    * {{ var('clv_period_days') }} * {{ var('clv_periods') }} / 365.0
            end as decimal(18, 2)
        ) as clv
    from predicted
    inner join customer_rfm on predicted.customer_id = customer_rfm.customer_id
    left join rfm_values on customer_rfm.rfm_code = rfm_values.rfm_code

)

select * from final
