with

customers as (

    select * from {{ ref('customer_orders') }}

),

valued as (

    select
        customer_id,
        as_of_date,
        'past_net_revenue_365d' as value_basis,
        net_revenue_365d as customer_value
    from customers

),

final as (

    select
        customer_id,
        as_of_date,
        value_basis,
        customer_value,
        {{ share_of_better('customer_value') }} as value_rank_share
    from valued

)

select * from final
