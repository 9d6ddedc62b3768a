{{
    config(
        enabled=has_input('occasions'),
        materialized='incremental',
        unique_key='customer_id',
        refresh_by='customer_id',
        delete_when='occasion is null',
        on_definition_change='full_refresh',
        stamps={},
    )
}}

with

customers as (

    select * from {{ ref('known_customers') }}

),

buyers as (

    select * from {{ ref('customer_purchases') }}

),

occasions as (

    select * from {{ ref('stg_occasions') }}

),

calendars as (

    select
        country,
        cast(
            sum({{ row_digest(['occasion', 'starts_on', 'ends_on']) }}) as decimal(38, 0)
        ) as calendar_digest
    from occasions
    group by country

),

{% if is_incremental() %}
recorded as (

    select * from {{ this }}

),

-- Occasions depend on the country: a move, or a corrected calendar, changes them without any order.
moved as (

    select customers.customer_id
    from customers
    left join calendars on customers.country = calendars.country
    inner join recorded on customers.customer_id = recorded.customer_id
    where recorded.calendar_digest is distinct from calendars.calendar_digest

    union

    -- A move from a country without occasions to one with some.
    select buyers.customer_id
    from buyers
    inner join customers on buyers.customer_id = customers.customer_id
    inner join calendars on customers.country = calendars.country
    left join recorded on buyers.customer_id = recorded.customer_id
    where recorded.customer_id is null

),
{% endif %}

refreshed as (
    {{ keys_to_refresh(ref('customer_changes'), also='moved') }}
),

purchases as (

    select * from {{ ref('purchases') }}
    where customer_id in (select customer_id from refreshed)

),

kept as (

    select distinct
        occasion,
        country
    from occasions

),

counted as (

    select
        purchases.customer_id,
        customers.as_of_date,
        kept.occasion,
        calendars.calendar_digest,
        count(distinct purchases.order_id) as orders,
        count(distinct case when occasions.occasion is not null then purchases.order_id end)
            as occasion_orders
    from purchases
    inner join customers on purchases.customer_id = customers.customer_id
    inner join calendars on customers.country = calendars.country
    inner join kept on customers.country = kept.country
    left join occasions
        on
            kept.occasion = occasions.occasion
            and kept.country = occasions.country
            and purchases.ordered_on between occasions.starts_on and occasions.ends_on
    group by
        purchases.customer_id, customers.as_of_date, kept.occasion, calendars.calendar_digest

),

final as (

    select
        refreshed.customer_id,
        counted.occasion,
        counted.as_of_date,
        refreshed.change_number,
        counted.calendar_digest,
        counted.orders,
        counted.occasion_orders
    from refreshed
    left join counted on refreshed.customer_id = counted.customer_id

)

select * from final
