{{ config(enabled=stages_input('accounts')) }}

with

accounts as (

    select * from {{ source('shop', 'accounts') }}

),

final as (

    select
        account_id,
        lower(trim(domain)) as domain,
        lower(industry) as industry,
        employees,
        revenue_band,
        upper(country) as country
    from accounts

)

select * from final
