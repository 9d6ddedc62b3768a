-- One row per described household: 801 of 2,469. Ages, incomes and sizes are published as groups.
-- The last group is open-ended: `5+` people count as 5, and `3+` children as 3.
with

demographics as (

    select * from {{ source('complete_journey', 'demographics') }}

),

described as (

    select
        cast(household_id as {{ dbt.type_string() }}) as customer_id,
        age as age_band,
        lower(marital_status) as marital_status,
        cast(replace(household_size, '+', '') as integer) as household_size,
        cast(replace(kids_count, '+', '') as integer) as children,
        income as income_band,
        cast(null as {{ dbt.type_string() }}) as religion,
        cast(null as {{ dbt.type_string() }}) as ethnicity
    from demographics

),

final as (

    select
        customer_id,
        age_band,
        cast(null as {{ dbt.type_string() }}) as education,
        cast(null as {{ dbt.type_string() }}) as occupation,
        marital_status,
        household_size,
        children,
        {{ customer_segmentation.sensitive('income_band') }},
        religion,
        ethnicity,
        cast(null as timestamp) as stated_at
    from described

)

select * from final
