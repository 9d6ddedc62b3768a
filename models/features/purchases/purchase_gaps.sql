{{
    config(
        materialized='incremental',
        unique_key='customer_id',
        refresh_by='customer_id',
        delete_when='gap_number is null',
        on_definition_change='full_refresh',
        stamps={},
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

{{ gaps_between_purchases('customer_id') }},

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
