with

customers as (

    select * from {{ ref('stg_customers') }}

),

customer_ids as (

    select * from {{ ref('customer_ids') }}

),

persons as (

    select
        customer_ids.customer_id,
        customer_ids.as_of_date,
        count(*) as customer_numbers,
        min(customers.created_at) as created_at
    from customer_ids
    inner join customers on customer_ids.source_customer_id = customers.customer_id
    group by customer_ids.customer_id, customer_ids.as_of_date

),

final as (

    select
        persons.customer_id,
        persons.as_of_date,
        persons.customer_numbers,
        customers.account_id,
        customers.email,
        customers.phone,
        customers.birth_date,
        customers.gender,
        customers.country,
        customers.region,
        customers.city,
        customers.postal_code,
        customers.language,
        customers.job_title,
        persons.created_at
    from persons
    inner join customers on persons.customer_id = customers.customer_id

)

select * from final
