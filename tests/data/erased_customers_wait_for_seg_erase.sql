-- People who asked to be erased, but are still in tables that keep history: run seg erase for each
-- of them (select customer_id from erased_customers). A warning, because only that command can
-- remove them.
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
