-- One row per occasion in the year of the panel.
with

occasions as (

    select * from {{ ref('occasions_2017') }}

),

final as (

    select
        occasion,
        starts_on,
        ends_on,
        country
    from occasions

)

select * from final
