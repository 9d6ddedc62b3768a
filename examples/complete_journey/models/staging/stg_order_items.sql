-- One row per basket and product. Quantities are NULL, because fuel is counted in thousandths.
with

transactions as (

    select * from {{ source('complete_journey', 'transactions') }}

),

final as (

    select
        cast(basket_id as {{ dbt.type_string() }}) as order_id,
        row_number() over (partition by basket_id order by product_id) as line,
        cast(product_id as {{ dbt.type_string() }}) as product_id,
        cast(null as integer) as quantity,
        cast(sales_value as decimal(18, 2)) as net_amount
    from transactions

)

select * from final
