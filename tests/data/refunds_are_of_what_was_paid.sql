-- Refunds of more than the order's amount, or of a cancelled order, do not count: they may be in a
-- different currency, or duplicates.
{{ config(enabled=has_input('refunds'), severity='warn', once_per=once_a_day()) }}

with

refunds as (

    select * from {{ ref('order_refunds') }}

),

orders as (

    select * from {{ ref('stg_orders') }}

),

final as (

    select
        orders.order_id,
        orders.status,
        orders.net_amount,
        refunds.refunded_amount
    from refunds
    inner join orders on refunds.order_id = orders.order_id
    where
        -- Tolerance of one cent per refund: amounts in other currencies are rounded one by one.
        refunds.refunded_amount > orders.net_amount + 0.01 * refunds.refunds
        or orders.status = 'cancelled'

)

select * from final
