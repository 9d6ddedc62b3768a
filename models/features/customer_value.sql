{{ config(refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('customer_orders') }}

),

valued as (

    select
        customer_id,
        'past_net_revenue_365d' as value_basis,
        net_revenue_365d as customer_value
    from customers

),

value_shares as (

    select * from {{ ref('value_shares') }}

),

final as (
    {{ with_share_of_better('valued', 'customer_value', 'value_shares', 'value_rank_share') }}
)

select * from final
