{{ config(enabled=stages_input('geo_reference')) }}

with

geo_reference as (

    select * from {{ source('shop', 'geo_reference') }}

),

final as (

    select
        upper(country) as country,
        region,
        cast(population as bigint) as population,
        cast(households as bigint) as households,
        cast(area_km2 as double) as area_km2,
        cast(median_income_eur as decimal(18, 2)) as median_income,
        lower(climate_zone) as climate_zone,
        lower(urbanity) as urbanity
    from geo_reference

)

select * from final
