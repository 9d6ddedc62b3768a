with

customers as (

    select * from {{ ref('customer_features') }}

),

lifecycle as (

    select * from {{ ref('lifecycle') }}

),

value_tier as (

    select * from {{ ref('value_tier') }}

),

judged as (

    select
        customers.customer_id,
        customers.as_of_date,
        lifecycle.segment as stage,
        value_tier.segment in {{ text_list(var('core_high_value_tiers')) }} as is_high_value,
        customers.m_score >= {{ var('core_save_min_m_score') }} as has_spent_much,
        customers.recency_days <= {{ var('core_save_max_recency_days') }} as may_return
    from customers
    inner join lifecycle on customers.customer_id = lifecycle.customer_id
    inner join value_tier on customers.customer_id = value_tier.customer_id

),

assigned as (

    select
        customer_id,
        case
            when stage in ('prospect', 'new') then 'start'
            when stage in ('at_risk', 'lapsed') and may_return and (is_high_value or has_spent_much)
                then 'save'
            when stage in ('at_risk', 'lapsed') then 'rest'
            when is_high_value then 'keep'
            else 'grow'
        end as segment,
        as_of_date
    from judged

),

final as (

    select
        customer_id,
        'core' as family,
        segment,
        'core.' || segment || '@1' as rule,
        as_of_date
    from assigned

)

select * from final
