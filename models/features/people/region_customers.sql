{{ config(once_per=once_a_day()) }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

final as (

    select
        country,
        region,
        count(*) as customers_in_region
    from customers
    group by country, region

)

select * from final
