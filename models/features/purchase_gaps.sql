with

purchases as (

    select * from {{ ref('purchases') }}

),

purchase_days as (

    select distinct
        customer_id,
        ordered_on,
        as_of_date
    from purchases

),

in_order as (

    select
        customer_id,
        as_of_date,
        row_number() over (partition by customer_id order by ordered_on) - 1 as gap_number,
        lag(ordered_on) over (partition by customer_id order by ordered_on) as started_on,
        ordered_on as ended_on
    from purchase_days

),

final as (

    select
        customer_id,
        as_of_date,
        gap_number,
        started_on,
        ended_on,
        {{ dbt.datediff('started_on', 'ended_on', 'day') }} as gap_days
    from in_order
    where gap_number > 0

)

select * from final
