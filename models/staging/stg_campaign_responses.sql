{{ config(enabled=stages_input('campaigns')) }}

with

campaign_responses as (

    select * from {{ source('shop', 'campaign_responses') }}

),

final as (

    select
        response_id,
        send_id,
        lower(type) as response_type,
        cast(responded_at as timestamp) as responded_at,
        cast(revenue as decimal(18, 2)) as revenue
    from campaign_responses

)

select * from final
