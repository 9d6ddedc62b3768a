-- One row per coupon that was handed in, at noon of its day; 27 rows are repeated, and stay. What
-- the coupon's basket brought cannot be told apart from what it would have brought without.
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
