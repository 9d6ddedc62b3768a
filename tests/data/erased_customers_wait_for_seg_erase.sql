-- People who asked to be erased and are still in tables that remember the past: run seg erase for
-- each of them (select customer_id from erased_customers). A warning, as only that command can.
{{ config(enabled=has_input('erasure_requests'), severity='warn') }}

with

erasure_check as (

    select * from {{ ref('erasure_check') }}

),

final as (

    select * from erasure_check
    where
        is_remembering
        and rows_left > 0

)

select * from final
