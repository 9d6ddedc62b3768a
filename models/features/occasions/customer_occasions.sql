{{ config(enabled=has_input('occasions'), refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

counted as (

    select * from {{ ref('customer_occasion_orders') }}

),

bases as (

    select * from {{ ref('occasion_bases') }}

),

shared as (

    select
        customers.customer_id,
        counted.occasion,
        counted.orders,
        counted.occasion_orders,
        cast(counted.occasion_orders as double) / counted.orders as occasion_share,
        -- Everybody buys before Christmas: only buying more than everybody is a sign of interest.
        bases.base_share
    from counted
    inner join customers on counted.customer_id = customers.customer_id
    left join bases on counted.occasion = bases.occasion

),

final as (

    select
        customer_id,
        occasion,
        orders,
        occasion_orders,
        occasion_share,
        base_share,
        -- One order before Christmas says little: with few orders the index stays near 1.
        case
            when orders >= {{ var('occasion_min_orders') }}
                then (occasion_orders + {{ var('occasion_prior_orders') }} * base_share)
                    / (orders + {{ var('occasion_prior_orders') }}) / nullif(base_share, 0)
        end as occasion_index
    from shared

)

select * from final
