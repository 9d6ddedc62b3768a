{{ config(refresh_by='customer_id') }}

with

customers as (

    select * from {{ ref('known_customers') }}

),

{% if has_input('geo_reference') %}
regions as (

    select * from {{ ref('stg_geo_reference') }}

),
{% endif %}

customers_by_region as (

    select * from {{ ref('region_customers') }}

),

final as (

    select
        customers.customer_id,
        customers.country,
        customers.region,
        customers.city,
        customers.postal_code,
        -- 1 for a region that had no customers when they were counted.
        case
            when customers.country is not null and customers.region is not null
                then coalesce(customers_by_region.customers_in_region, 1)
        end as customers_in_region
        {%- if has_input('geo_reference') %},
        regions.population as region_population,
        regions.households as region_households,
        regions.population / regions.area_km2 as region_people_per_km2,
        regions.median_income as region_median_income,
        regions.climate_zone,
        regions.urbanity,
        cast(coalesce(customers_by_region.customers_in_region, 1) as double)
        / regions.households as region_penetration
        {%- endif %}
    from customers
    -- Left joins keep customers without a known region.
    left join customers_by_region
        on
            customers.country = customers_by_region.country
            and customers.region = customers_by_region.region
    {%- if has_input('geo_reference') %}
    left join regions
        on
            customers.country = regions.country
            and customers.region = regions.region
    {%- endif %}

)

select * from final
