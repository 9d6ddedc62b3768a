{{ config(enabled=stages_input('campaigns')) }}

with

campaigns as (

    select * from {{ source('shop', 'campaigns') }}

),

final as (

    select
        campaign_id,
        name as campaign_name,
        lower(channel) as channel,
        objective,
        lower(category) as category,
        cast(discount_share as double) as discount_share,
        cast(started_on as date) as started_on,
        cast(ended_on as date) as ended_on
    from campaigns

)

select * from final
