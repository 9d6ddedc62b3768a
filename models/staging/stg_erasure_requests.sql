{{ config(enabled=stages_input('erasure_requests')) }}

with

erasure_requests as (

    select * from {{ source('shop', 'erasure_requests') }}

),

final as (

    select
        request_id,
        customer_id,
        cast(requested_at as timestamp) as requested_at,
        cast(completed_at as timestamp) as completed_at
    from erasure_requests

)

select * from final
