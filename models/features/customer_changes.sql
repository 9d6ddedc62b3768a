{#- It never begins afresh: change numbers go on, and all orders are compared anyway. -#}
{{
    config(
        materialized='incremental',
        unique_key='customer_id',
        delete_when='orders is null',
        full_refresh=false,
    )
}}

{#- Ages in days from which on an order counts otherwise: it leaves a window, or the holdout. -#}
{%- set limits = [30, 90, 365, var('clv_holdout_days')] | unique | list -%}

with

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

orders as (

    select
        orders.*,
        customer_ids.customer_id as person_id,
        customer_ids.as_of_date
    from {{ ref('stg_orders') }} as orders
    inner join customer_ids on orders.customer_id = customer_ids.source_customer_id
    where
        orders.status in ('completed', 'returned')
        and {{ is_by_day('orders.ordered_at', 'customer_ids.as_of_date') }}

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

bought as (

    select
        person_id as customer_id,
        count(*) as orders,
        cast(
            sum({{ row_digest([
                'order_id',
                'ordered_at',
                'status',
                'channel',
                'net_amount',
                'discount_amount',
            ]) }}) as decimal(38, 0)
        ) as orders_digest
    from orders
    group by person_id

),

aged as (

    select
        orders.person_id as customer_id,
        orders.ordered_at,
        {{ dbt.datediff('orders.ordered_at', 'runs.as_of_date', 'day') }} as age_days_utc,
        {{ dbt.datediff('runs.last_as_of_date', 'runs.as_of_date', 'day') }} as days_passed,
        runs.as_of_date
    from orders
    cross join runs

),

near_limits as (

    select
        customer_id,
        {{ dbt.datediff(local_date('ordered_at'), 'as_of_date', 'day') }} as age_days,
        days_passed
    from aged
    where
    {%- for limit in limits %}
        {{ 'or ' if not loop.first -}}
        age_days_utc between {{ limit - 1 }} and {{ limit }} + days_passed
    {%- endfor %}

),

-- Who has an order that was younger than a limit on the last day, and is not today.
crossing as (

    select distinct customer_id from near_limits
    where
    {%- for limit in limits %}
        {{ 'or ' if not loop.first -}}
        (age_days >= {{ limit }} and age_days - days_passed < {{ limit }})
    {%- endfor %}

),

customers as (

    select distinct customer_id from customer_ids

),

today as (

    select
        customers.customer_id,
        coalesce(bought.orders, 0) as orders,
        coalesce(bought.orders_digest, 0) as orders_digest,
        crossing.customer_id is not null as is_crossing
    from customers
    left join bought on customers.customer_id = bought.customer_id
    left join crossing on customers.customer_id = crossing.customer_id

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
            or today.is_crossing
        )

)

select * from final
