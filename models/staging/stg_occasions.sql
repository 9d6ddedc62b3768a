{{ config(enabled=var('shop_staging') and var('input_occasions')) }}

with

occasions as (

    select * from {{ source('shop', 'occasions') }}

),

final as (

    select
        lower(occasion) as occasion,
        cast(starts_on as date) as starts_on,
        cast(ends_on as date) as ends_on,
        upper(country) as country
    from occasions

)

select * from final
