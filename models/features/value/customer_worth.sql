{{ config(materialized='view', refresh_by='customer_id', stamps={}, stamps_of=[]) }}
{#- Separate from customer_value: a rank changes when anybody buys, a customer's value does not. -#}

with

customers as (

    select * from {{ ref('customer_orders') }}

),

final as (

    select
        customer_id,
        'past_net_revenue_365d' as value_basis,
        net_revenue_365d as customer_value
    from customers

)

select * from final
