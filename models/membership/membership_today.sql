with

-- Without the number of customers: a new customer would change every row.
final as (

    select
        as_of_date,
        previous_as_of_date
    from {{ ref('membership_days') }}
    where as_of_date = {{ as_of_date() }}

)

select * from final
