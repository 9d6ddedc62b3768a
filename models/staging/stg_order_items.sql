{{ config(enabled=stages_input('products')) }}

with

order_items as (

    select * from {{ source('shop', 'order_items') }}

),

final as (

    select
        order_id,
        line,
        product_id,
        quantity,
        cast(net_amount as decimal(18, 2)) as net_amount
    from order_items

)

select * from final
