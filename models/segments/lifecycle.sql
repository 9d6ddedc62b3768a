with

customers as (

    select * from {{ ref('customer_features') }}

),

staged as (

    select
        customer_id,
        case
            when orders = 0 then 'prospect'
            when tenure_days <= {{ var('lifecycle_new_days') }} then 'new'
            when recency_days > lapse_limit_days then 'lapsed'
            when won_back_on is not null then 'won_back'
            when recency_days > gap_limit_days then 'at_risk'
            when orders >= 2 and recency_days <= usual_gap_days then 'repeat'
            else 'active'
        end as segment,
        as_of_date
    from customers

),

final as (

    select
        customer_id,
        'lifecycle' as family,
        segment,
        'lifecycle.' || segment || '@1' as rule,
        as_of_date
    from staged

)

select * from final
