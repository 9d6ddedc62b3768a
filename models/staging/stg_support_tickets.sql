{{ config(enabled=stages_input('support_tickets')) }}

with

support_tickets as (

    select * from {{ source('shop', 'support_tickets') }}

),

final as (

    select
        ticket_id,
        customer_id,
        cast(opened_at as timestamp) as opened_at,
        cast(closed_at as timestamp) as closed_at,
        lower(topic) as topic,
        lower(severity) as severity,
        csat
    from support_tickets

)

select * from final
