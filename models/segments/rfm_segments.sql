with

customers as (

    select * from {{ ref('customer_features') }}

),

final as (

    select
        customer_id,
        'rfm' as family,
        rfm_segment as segment,
        'rfm.' || rfm_segment || '@1' as rule,
        as_of_date
    from customers

)

select * from final
