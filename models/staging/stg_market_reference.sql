{{ config(enabled=stages_input('market_reference')) }}

with

market_reference as (

    select * from {{ source('shop', 'market_reference') }}

),

final as (

    select
        upper(country) as country,
        lower(customer_type) as customer_type,
        cast(total_customers as bigint) as total_customers,
        cast(average_spend_eur as decimal(18, 2)) as average_spend,
        source,
        cast(as_of as date) as reference_on
    from market_reference

)

select * from final
