{{ config(enabled=stages_input('occasions')) }}

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
