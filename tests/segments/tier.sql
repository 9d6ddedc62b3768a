with

entities as (

    select * from "main"."customers"

),

known as (

    select
        entities.*
    from entities

),

judged as (

    select
        customer_id,
        coalesce((
            spent > 50
        ), false) as holds_1,
        coalesce((
            spent > 20
        ), false) as holds_2,
        as_of_date
    from known

),

final as (

    select
        customer_id,
        'tier' as family,
        case
            when holds_1 then 'high'
            when holds_2 then 'low'
            else 'rest'
        end as segment,
        case
            when holds_1 then 'tier.high@7ac6462c'
            when holds_2 then 'tier.low@32c11457'
            else 'tier.rest@e97b533c'
        end as rule,
        as_of_date
    from judged

)

select * from final
