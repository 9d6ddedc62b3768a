{{ config(enabled=has_input('accounts'), once_per=once_a_day()) }}

with

gaps as (

    select * from {{ ref('account_gaps') }}

),

-- For accounts that bought too rarely to have a rhythm of their own. Gaps of people are no
-- substitute: a company with several buyers buys more often than each of them.
final as (

    {{ rhythm_of_all('gaps') }}

)

select * from final
