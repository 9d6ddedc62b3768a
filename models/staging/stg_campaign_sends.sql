{{ config(enabled=stages_input('campaigns')) }}

with

campaign_sends as (

    select * from {{ source('shop', 'campaign_sends') }}

),

final as (

    select
        send_id,
        campaign_id,
        customer_id,
        lower(variant) as variant,
        lower(variant) = 'control' as is_control,
        cast(sent_at as timestamp) as sent_at
    from campaign_sends

)

select * from final
