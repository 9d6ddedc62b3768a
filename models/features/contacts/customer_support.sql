{{ config(enabled=has_input('support_tickets'), refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

tickets as (

    select * from {{ ref('stg_support_tickets') }}

),

purchases as (

    select * from {{ ref('purchases') }}

),

dated as (

    select
        customer_ids.customer_id,
        customer_ids.as_of_date,
        tickets.ticket_id,
        tickets.opened_at,
        tickets.topic,
        tickets.severity,
        {{ local_date('tickets.opened_at') }} as opened_on,
        {{ local_date('tickets.closed_at') }} as closed_on,
        tickets.csat,
        {{ dbt.datediff('tickets.opened_at', 'tickets.closed_at', 'second') }} / 3600.0
            as hours_to_close
    from tickets
    inner join customer_ids on tickets.customer_id = customer_ids.source_customer_id

),

-- A run for a past day must not know how tickets that were open on that day ended later.
known as (

    select
        customer_id,
        ticket_id,
        opened_at,
        opened_on,
        topic,
        severity,
        coalesce(closed_on <= as_of_date, false) as is_closed,
        case when closed_on <= as_of_date then closed_on end as closed_on,
        case when closed_on <= as_of_date then csat end as csat,
        case when closed_on <= as_of_date then hours_to_close end as hours_to_close,
        {{ dbt.datediff('opened_on', 'as_of_date', 'day') }} as ticket_age_days
    from dated
    where opened_on <= as_of_date

),

by_customer as (

    select
        customer_id,
        count(*) as tickets
        {%- for days in [30, 90, 365] %},
        cast(sum(case when ticket_age_days < {{ days }} then 1 else 0 end) as bigint)
            as tickets_{{ days }}d
        {%- endfor %},
        cast(sum(case when is_closed then 0 else 1 end) as bigint) as open_tickets,
        cast(sum(case when severity = 'high' then 1 else 0 end) as bigint) as severe_tickets,
        avg(csat) as average_ticket_csat,
        {{ percentile(0.5, 'hours_to_close') }} as median_hours_to_close,
        max(opened_on) as last_ticket_on,
        max(closed_on) as last_closed_on
    from known
    group by customer_id

),

by_topic as (

    select
        customer_id,
        topic,
        row_number() over (
            partition by customer_id
            order by count(*) desc, max(opened_at) desc, topic
        ) as topic_rank
    from known
    group by customer_id, topic

),

orders_by_customer as (

    select
        customer_id,
        count(*) as orders
    from purchases
    group by customer_id

),

final as (

    select
        customers.customer_id,
        coalesce(by_customer.tickets, 0) as tickets
        {%- for days in [30, 90, 365] %},
        coalesce(by_customer.tickets_{{ days }}d, 0) as tickets_{{ days }}d
        {%- endfor %},
        coalesce(by_customer.open_tickets, 0) as open_tickets,
        coalesce(by_customer.severe_tickets, 0) as severe_tickets,
        by_customer.average_ticket_csat,
        by_customer.median_hours_to_close,
        by_customer.last_ticket_on,
        by_customer.last_closed_on,
        by_topic.topic as top_ticket_topic,
        cast(coalesce(by_customer.tickets, 0) as double) / orders_by_customer.orders
            as tickets_per_order,
        coalesce(by_customer.tickets_365d, 0) >= {{ var('support_heavy_tickets') }}
            as is_support_heavy
    from customers
    left join by_customer on customers.customer_id = by_customer.customer_id
    left join by_topic
        on
            customers.customer_id = by_topic.customer_id
            and by_topic.topic_rank = 1
    left join orders_by_customer on customers.customer_id = orders_by_customer.customer_id

)

select * from final
