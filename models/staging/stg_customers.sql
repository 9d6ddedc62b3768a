{{ config(enabled=stages_input()) }}

with

customers as (

    select * from {{ source('shop', 'customers') }}

),

final as (

    select
        customer_id,
        account_id,
        lower(trim(email)) as email,
        phone,
        cast(birth_date as date) as birth_date,
        gender,
        upper(country) as country,
        region,
        city,
        postal_code,
        language,
        job_title,
        cast(created_at as timestamp) as created_at
    from customers

)

select * from final
