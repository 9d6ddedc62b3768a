with

orders as (

    select * from {{ ref('stg_orders') }}

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

dated as (

    select
        orders.order_id,
        customer_ids.customer_id,
        orders.ordered_at,
        {{ local_date('orders.ordered_at') }} as ordered_on,
        orders.channel,
        orders.status = 'returned' as is_returned,
        orders.net_amount,
        orders.discount_amount,
        case when orders.status = 'completed' then orders.net_amount else 0 end as net_revenue,
        customer_ids.as_of_date
    from orders
    inner join customer_ids on orders.customer_id = customer_ids.source_customer_id
    where orders.status in ('completed', 'returned')

),

final as (

    select * from dated
    where ordered_on <= as_of_date

)

select * from final
