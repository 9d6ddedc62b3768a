with

orders as (

    select * from {{ ref('stg_orders') }}

),

dated as (

    select
        order_id,
        customer_id,
        ordered_at,
        {{ local_date('ordered_at') }} as ordered_on,
        channel,
        status = 'returned' as is_returned,
        net_amount,
        discount_amount,
        case when status = 'completed' then net_amount else 0 end as net_revenue,
        {{ as_of_date() }} as as_of_date
    from orders
    where
        status in ('completed', 'returned')
        and customer_id is not null

),

final as (

    select * from dated
    where ordered_on <= as_of_date

)

select * from final
