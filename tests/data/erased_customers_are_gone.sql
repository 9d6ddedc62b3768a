-- People who asked to be erased, but are still in a table that each run rebuilds.
{{ config(enabled=has_input('erasure_requests')) }}

with

erasure_check as (

    select * from {{ ref('erasure_check') }}

),

final as (

    select * from erasure_check
    where
        not is_remembering
        and rows_left > 0

)

select * from final
