{{ config(materialized='view', refresh_by='customer_id', stamps={}, stamps_of=[]) }}
{#- Apart from customer_value: a rank moves when anybody buys, and what somebody is worth does not. -#}

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
