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

summed as (

    select
        customer_id,
        as_of_date,
        value_basis,
        customer_value,
        sum(customer_value) over () as total_value,
        -- Customers with the same value get the same share: no tier may divide equals.
        sum(customer_value) over (partition by customer_value) as value_of_equals,
        sum(customer_value) over (
            order by customer_value desc
            range between unbounded preceding and current row
        ) as value_down_to_equals
    from valued

),

final as (

    select
        customer_id,
        as_of_date,
        value_basis,
        customer_value,
        cast(value_down_to_equals - value_of_equals as double)
        / nullif(cast(total_value as double), 0) as value_rank_share
    from summed

)

select * from final
