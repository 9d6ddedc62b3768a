with customers as (

    select * from {{ ref('customers') }}

),

final as (

    select
        cast(customer_id as {{ dbt.type_string() }}) as customer_id,
        lower(email) as email,
        country,
        cast(created_on as date) as created_on
    from customers

)

select * from final
