{{ config(enabled=stages_input('products')) }}

with

products as (

    select * from {{ source('shop', 'products') }}

),

final as (

    select
        product_id,
        lower(category) as category,
        cast(price as decimal(18, 2)) as price,
        cast(cost as decimal(18, 2)) as cost
    from products

)

select * from final
