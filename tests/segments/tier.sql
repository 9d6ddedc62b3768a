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
            when holds_1 then 'tier.high@b9a7349e'
            when holds_2 then 'tier.low@92dc4539'
            else 'tier.rest@43b1c198'
        end as rule,
        as_of_date
    from judged

)

select * from final
