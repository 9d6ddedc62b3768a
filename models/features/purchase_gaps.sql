{{
    config(
        materialized='incremental',
        unique_key='customer_id',
        delete_when='gap_number is null',
        on_definition_change='full_refresh',
    )
}}

with

refreshed as (
    {{ keys_to_refresh(ref('customer_changes')) }}
),

purchases as (

    select * from {{ ref('purchases') }}
    where customer_id in (select customer_id from refreshed)

),

-- Two orders on one day have no gap between them.
purchase_days as (

    select distinct
        customer_id,
        ordered_on
    from purchases

),

in_order as (

    select
        customer_id,
        row_number() over (partition by customer_id order by ordered_on) - 1 as gap_number,
        lag(ordered_on) over (partition by customer_id order by ordered_on) as started_on,
        ordered_on as ended_on
    from purchase_days

),

gaps as (

    select
        *,
        {{ dbt.datediff('started_on', 'ended_on', 'day') }} as gap_days
    from in_order
    where gap_number > 0

),

final as (

    select
        refreshed.customer_id,
        refreshed.as_of_date,
        refreshed.change_number,
        gaps.gap_number,
        gaps.started_on,
        gaps.ended_on,
        gaps.gap_days
    from refreshed
    left join gaps on refreshed.customer_id = gaps.customer_id

)

select * from final
