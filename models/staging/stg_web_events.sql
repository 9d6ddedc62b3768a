{{ config(enabled=stages_input('web_events')) }}

with

web_events as (

    select * from {{ source('shop', 'web_events') }}

),

final as (

    select
        event_id,
        anonymous_id,
        customer_id,
        cast(occurred_at as timestamp) as occurred_at,
        lower(type) as event_type,
        product_id,
        lower(device) as device,
        lower(os) as os,
        lower(browser) as browser,
        app_version
    from web_events

)

select * from final
