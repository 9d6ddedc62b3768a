{#- It never begins afresh: change numbers go on, and all orders are compared anyway. -#}
{{
    config(
        materialized='incremental',
        unique_key='customer_id',
        delete_when='orders is null',
        full_refresh=false,
    )
}}

with

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

recorded as (
{% if is_incremental() %}
    select
        customer_id,
        as_of_date,
        change_number,
        orders_digest
    from {{ this }}
{% else %}
    select
        customer_id,
        as_of_date,
        cast(null as bigint) as change_number,
        cast(null as decimal(38, 0)) as orders_digest
    from customer_ids
    where false
{% endif %}
),

-- This run's day, the last one's, and the number that the last one gave to its changes.
runs as (

    select
        (select max(as_of_date) from customer_ids) as as_of_date,
        (select max(as_of_date) from recorded) as last_as_of_date,
        (select coalesce(max(change_number), 0) from recorded) as last_change_number

),

-- Added up before it is known whose the orders are: the join is with few rows then.
bought as (

    select
        orders.customer_id as source_customer_id,
        count(*) as orders,
        cast(
            sum({{ row_digest([
                'orders.order_id',
                'orders.ordered_at',
                'orders.status',
                'orders.channel',
                'orders.net_amount',
                'orders.discount_amount',
            ]) }}) as decimal(38, 0)
        ) as orders_digest
    from {{ ref('stg_orders') }} as orders
    cross join runs
    where
        orders.status in ('completed', 'returned')
        and {{ is_by_day('orders.ordered_at', 'runs.as_of_date') }}
    group by orders.customer_id

),

today as (

    select
        customer_ids.customer_id,
        cast(coalesce(sum(bought.orders), 0) as bigint) as orders,
        coalesce(sum(bought.orders_digest), 0) as orders_digest
    from customer_ids
    left join bought on customer_ids.source_customer_id = bought.source_customer_id
    group by customer_ids.customer_id

),

final as (

    select
        coalesce(today.customer_id, recorded.customer_id) as customer_id,
        runs.as_of_date,
        runs.last_change_number + 1 as change_number,
        today.orders,
        today.orders_digest
    from today
    full outer join recorded on today.customer_id = recorded.customer_id
    cross join runs
    where
        {{ refuse_earlier_day(
            'runs.last_as_of_date', 'runs.as_of_date', 'what is known of customers'
        ) }}
        and (
            today.customer_id is null
            or recorded.customer_id is null
            or today.orders_digest <> recorded.orders_digest
        )

)

select * from final
