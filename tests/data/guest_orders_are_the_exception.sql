-- At most three orders of ten have no customer: beyond, segments say little about the shop.
{{ config(severity='error' if var('shop_staging') else 'warn') }}
with

orders as (

    select * from {{ ref('stg_orders') }}

),

final as (

    select
        count(*) as orders,
        count(*) - count(customer_id) as guest_orders
    from orders
    having count(*) - count(customer_id) > 0.3 * count(*)

)

select * from final
