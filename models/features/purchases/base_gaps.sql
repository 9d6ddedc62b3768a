{{ config(once_per=once_a_day()) }}

with

gaps as (

    select * from {{ ref('purchase_gaps') }}

),

-- For customers who bought too rarely to have a rhythm of their own.
final as (

    {{ rhythm_of_all('gaps') }}

)

select * from final
