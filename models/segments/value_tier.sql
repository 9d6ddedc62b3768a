with

customers as (

    select * from {{ ref('customer_features') }}

),

tiered as (

    select
        customer_id,
        case
            when value_rank_share < {{ var('value_tier_a_share') }} then 'a'
            when value_rank_share < {{ var('value_tier_b_share') }} then 'b'
            else 'c'
        end as segment,
        as_of_date
    from customers

),

final as (

    select
        customer_id,
        'value_tier' as family,
        segment,
        'value_tier.' || segment || '@1' as rule,
        as_of_date
    from tiered

)

select * from final
