-- One row per redeemed coupon, at noon of its day. The 27 duplicate rows are kept. No revenue is
-- attributed to a coupon: it is unknown what the basket would have cost without it.
with

coupon_redemptions as (

    select * from {{ source('complete_journey', 'coupon_redemptions') }}

),

numbered as (

    select
        *,
        row_number() over (
            partition by campaign_id, household_id
            order by redemption_date, coupon_upc
        ) as redemption_number
    from coupon_redemptions

),

final as (

    select
        campaign_id || '-' || household_id || '-' || redemption_number as response_id,
        campaign_id || '-' || household_id as send_id,
        'conversion' as response_type,
        {{ dbt.dateadd('hour', 17, 'cast(redemption_date as timestamp)') }} as responded_at,
        cast(null as decimal(18, 2)) as revenue
    from numbered

)

select * from final
