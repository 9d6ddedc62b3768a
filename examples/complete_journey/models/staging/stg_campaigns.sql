-- One row per campaign. All campaigns sent coupons by post.
with

campaign_descriptions as (

    select * from {{ source('complete_journey', 'campaign_descriptions') }}

),

final as (

    select
        cast(campaign_id as {{ dbt.type_string() }}) as campaign_id,
        'campaign ' || campaign_id as campaign_name,
        'post' as channel,
        lower(campaign_type) as objective,
        cast(null as {{ dbt.type_string() }}) as category,
        cast(null as double) as discount_share,
        cast(start_date as date) as started_on,
        cast(end_date as date) as ended_on
    from campaign_descriptions

)

select * from final
