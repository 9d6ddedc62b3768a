{{ config(once_per=once_a_day()) }}

with

customer_rfm as (

    select * from {{ ref('customer_rfm') }}

),

customer_orders as (

    select * from {{ ref('customer_orders') }}

),

rfm_by_code as (

    select
        customer_rfm.rfm_code,
        count(*) as customers,
        cast(sum(customer_orders.net_revenue_365d) as double) / count(*) as net_revenue_365d,
        -- The squared deviations from the mean, computed from exact sums.
        cast(
            count(*) * sum(customer_orders.net_revenue_365d * customer_orders.net_revenue_365d)
            - sum(customer_orders.net_revenue_365d) * sum(customer_orders.net_revenue_365d)
            as double
        ) / count(*) as squared_distances,
        sum(customer_orders.net_revenue_365d * customer_orders.net_revenue_365d) as squares,
        cast(sum(case when customer_orders.net_revenue_365d > 0 then 1 else 0 end) as double)
        / count(*) as some_probability
    from customer_rfm
    inner join customer_orders on customer_rfm.customer_id = customer_orders.customer_id
    where customer_rfm.rfm_code is not null
    group by grouping sets ((customer_rfm.rfm_code), ())

),

everyone as (

    select * from rfm_by_code
    where rfm_code is null and customers > 0

),

-- A few customers do not show how much customers with a code differ, so the spread of all customers
-- is added with the weight of ten. The row without a code is for codes that nobody has yet.
final as (

    select
        rfm_by_code.rfm_code,
        rfm_by_code.net_revenue_365d,
        rfm_by_code.some_probability,
        (
            rfm_by_code.squared_distances
            + 10 * cast(everyone.squares as double) / everyone.customers
        ) / (rfm_by_code.customers + 9) as variance
    from rfm_by_code
    cross join everyone

)

select * from final
