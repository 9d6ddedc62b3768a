{{ config(enabled=stages_input('customer_details')) }}

with

customer_details as (

    select * from {{ source('shop', 'customer_details') }}

),

final as (

    select
        customer_id,
        cast(null as {{ dbt.type_string() }}) as age_band,
        education,
        occupation,
        marital_status,
        household_size,
        children,
        {{ sensitive('income_band') }},
        {{ sensitive('religion') }},
        {{ sensitive('ethnicity') }},
        cast(stated_at as timestamp) as stated_at
    from customer_details

)

select * from final
