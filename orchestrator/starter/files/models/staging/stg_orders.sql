with orders as (

    select * from {{ ref('orders') }}

),

final as (

    select
        cast(order_id as {{ dbt.type_string() }}) as order_id,
        cast(customer_id as {{ dbt.type_string() }}) as customer_id,
        cast(ordered_at as {{ dbt.type_timestamp() }}) as ordered_at,
        cast(net_amount as {{ dbt.type_numeric() }}) as net_amount_eur
    from orders

)

select * from final
