-- One row per occasion of the panel's year.
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
