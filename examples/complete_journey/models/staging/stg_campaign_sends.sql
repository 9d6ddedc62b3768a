-- One row per campaign and household that it was sent to. The panel has no control group, and no
-- day of sending: it is set to the first day of the campaign, at noon Eastern (17:00 UTC).
with

campaigns as (

    select * from {{ source('complete_journey', 'campaigns') }}

),

campaign_descriptions as (

    select * from {{ source('complete_journey', 'campaign_descriptions') }}

),

final as (

    select
        campaigns.campaign_id || '-' || campaigns.household_id as send_id,
        cast(campaigns.campaign_id as {{ dbt.type_string() }}) as campaign_id,
        cast(campaigns.household_id as {{ dbt.type_string() }}) as customer_id,
        'all' as variant,
        false as is_control,
        {{ dbt.dateadd('hour', 17, 'cast(campaign_descriptions.start_date as timestamp)') }}
            as sent_at
    from campaigns
    inner join campaign_descriptions
        on campaigns.campaign_id = campaign_descriptions.campaign_id

)

select * from final
