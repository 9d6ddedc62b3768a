{{ config(enabled=has_input('occasions'), once_per=once_a_day()) }}

with

counted as (

    select * from {{ ref('customer_occasion_orders') }}

),

customers as (

    select * from {{ ref('known_customers') }}

),

final as (

    select
        counted.occasion,
        cast(sum(counted.occasion_orders) as double) / sum(counted.orders) as base_share
    from counted
    inner join customers on counted.customer_id = customers.customer_id
    group by counted.occasion

)

select * from final
