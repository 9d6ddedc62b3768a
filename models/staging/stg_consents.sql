{{ config(enabled=stages_input('consents')) }}

with

consents as (

    select * from {{ source('shop', 'consents') }}

),

final as (

    select
        customer_id,
        lower(channel) as channel,
        lower(status) as status,
        lower(legal_basis) as legal_basis,
        cast(changed_at as timestamp) as changed_at
    from consents

)

select * from final
