-- At most three in ten orders may have no customer: with more, segments say little about the shop.
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
