with

histories as (

    select * from {{ ref('clv_histories') }}
    where sample = 'all'

),

fits as (

    select * from {{ ref('clv_fit') }}
    where sample = 'all'

),

method as (

    select * from {{ ref('clv_method') }}
    where as_of_date = {{ as_of_date() }}

),

outlook as (

    select * from {{ ref('clv_outlook') }}
    where
        sample = 'all'
        and model in (select method from method)

),

customer_orders as (

    select * from {{ ref('customer_orders') }}

),

customer_rfm as (

    select * from {{ ref('customer_rfm') }}

),

spend as (

    select
        {{ clv_parameter('p') }} as p,
        {{ clv_parameter('q') }} as q,
        {{ clv_parameter('gamma') }} as gamma
    from fits

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
        method.method as clv_basis,
        histories.repeat_purchase_days,
        outlook.p_alive,
        -- BG/NBD lets customers go only after a repeat purchase: of the others it says nothing.
        case
            when
                method.is_churn_told
                and (histories.repeat_purchase_days > 0 or method.method = 'mbg_nbd')
                then 1 - outlook.p_alive
        end as churn_probability,
        outlook.next_order_probability,
        outlook.expected_orders,
        outlook.discounted_orders,
        case
            when method.method <> 'rfm'
                then spend.p
                    * (spend.gamma + histories.repeat_purchase_days * histories.mean_repeat_value)
                    / (spend.p * histories.repeat_purchase_days + spend.q - 1)
        end as average_value
    from histories
    cross join method
    cross join spend
    left join outlook
        on histories.repeat_purchase_days = outlook.repeat_purchase_days
        and histories.last_purchase_age_days = outlook.last_purchase_age_days
        and histories.age_days = outlook.age_days

),

final as (

    select
        predicted.customer_id,
        predicted.as_of_date,
        predicted.clv_basis,
        predicted.p_alive,
        predicted.churn_probability,
        predicted.next_order_probability,
        predicted.expected_orders,
        predicted.average_value as expected_average_value,
        cast(
            {{ var('clv_margin_rate') }} * case
                when predicted.clv_basis <> 'rfm'
                    then predicted.discounted_orders * predicted.average_value
                else rfm_values.net_revenue_365d
                    * {{ var('clv_period_days') }} * {{ var('clv_periods') }} / 365.0
            end as decimal(18, 2)
        ) as clv
    from predicted
    inner join customer_rfm on predicted.customer_id = customer_rfm.customer_id
    left join rfm_values on customer_rfm.rfm_code = rfm_values.rfm_code

)

select * from final
