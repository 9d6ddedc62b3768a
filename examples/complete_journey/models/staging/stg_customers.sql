-- One row per household, as the panel has no persons. Only the key of the contract is known.
with

transactions as (

    select * from {{ source('complete_journey', 'transactions') }}

),

demographics as (

    select * from {{ source('complete_journey', 'demographics') }}

),

campaigns as (

    select * from {{ source('complete_journey', 'campaigns') }}

),

-- A union removes duplicates: a household is in many campaigns, and only 801 are described.
households as (

    select household_id from transactions
    union
    select household_id from demographics
    union
    select household_id from campaigns

),

final as (

    select
        cast(household_id as {{ dbt.type_string() }}) as customer_id,
        cast(null as {{ dbt.type_string() }}) as account_id,
        cast(null as {{ dbt.type_string() }}) as email,
        cast(null as {{ dbt.type_string() }}) as phone,
        cast(null as date) as birth_date,
        cast(null as {{ dbt.type_string() }}) as gender,
        'US' as country,
        cast(null as {{ dbt.type_string() }}) as region,
        cast(null as {{ dbt.type_string() }}) as city,
        cast(null as {{ dbt.type_string() }}) as postal_code,
        'en' as language,
        cast(null as {{ dbt.type_string() }}) as job_title,
        cast(null as timestamp) as created_at
    from households

)

select * from final
