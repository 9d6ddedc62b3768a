{#- No full refresh: downstream models store the change number up to which they have read, so
  numbers must keep rising. Nothing is lost: each run compares all orders, or all orders of
  customers with new ones. -#}
{{
    config(
        materialized='incremental',
        unique_key='customer_id',
        delete_when='orders is null',
        full_refresh=false,
        refresh_by='customer_id',
        refresh_through=orders_through(),
        stamps={},
    )
}}

{%- set compared = [
    'orders.order_id',
    'orders.ordered_at',
    'orders.status',
    'orders.channel',
    'orders.net_amount',
    'orders.discount_amount',
] + (['refunds.refunded_amount'] if has_input('refunds') else []) %}

with

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

days as (

    select max(as_of_date) as as_of_date from customer_ids

),

-- Summed before the join: then it has one row per customer number, not one per order.
bought as (

    select
        orders.customer_id as source_customer_id,
        count(*) as orders,
        cast(sum({{ row_digest(compared) }}) as decimal(38, 0)) as orders_digest
    from {{ ref('stg_orders') }} as orders
    cross join days
    {%- if has_input('refunds') %}
    left join {{ ref('order_refunds') }} as refunds on orders.order_id = refunds.order_id
    {%- endif %}
    where
        orders.status in ('completed', 'returned')
        and {{ on_or_before_local_day('orders.ordered_at', 'days.as_of_date') }}
    group by orders.customer_id

),

today as (

    select
        customer_ids.customer_id,
        cast(coalesce(sum(bought.orders), 0) as bigint) as orders,
        -- A change of the time zone moves orders to different days, so it must change every digest.
        cast(
            coalesce(sum(bought.orders_digest), 0)
            + {{ row_digest(["'" ~ time_zone() ~ "'"]) }} as decimal(38, 0)
        ) as orders_digest
    from customer_ids
    left join bought on customer_ids.source_customer_id = bought.source_customer_id
    group by customer_ids.customer_id

),

final as (
    {{ changed_digests(
        'today', 'customer_id', ['orders'], 'orders_digest', 'what is known of customers'
    ) }}
)

select * from final
