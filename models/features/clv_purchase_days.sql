with

purchases as (

    select * from {{ ref('purchases') }}

),

first_days as (

    select
        customer_id,
        min(ordered_on) as first_order_on
    from purchases
    group by customer_id

),

days as (

    select
        customer_id,
        as_of_date,
        ordered_on,
        sum(net_revenue) as net_revenue
    from purchases
    group by customer_id, as_of_date, ordered_on

),

final as (

    select
        days.customer_id,
        days.as_of_date,
        days.ordered_on,
        days.ordered_on > first_days.first_order_on as is_repeat,
        {{ dbt.datediff('first_days.first_order_on', 'days.ordered_on', 'day') }} as day_age_days,
        {{ dbt.datediff('first_days.first_order_on', 'days.as_of_date', 'day') }} as age_days,
        {{ dbt.datediff('days.ordered_on', 'days.as_of_date', 'day') }} as days_ago,
        cast(days.net_revenue as double) as net_revenue
    from days
    inner join first_days on days.customer_id = first_days.customer_id

)

select * from final
