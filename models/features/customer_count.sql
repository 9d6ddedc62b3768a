with

-- A table of its own: it comes out the same whenever nobody comes or goes.
final as (

    select
        as_of_date,
        count(*) as customers
    from {{ ref('known_customers') }}
    group by as_of_date

)

select * from final
