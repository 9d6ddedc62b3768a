{{ config(refresh_by='customer_id') }}

with

valued as (

    select * from {{ ref('customer_worth') }}

),

value_shares as (

    select * from {{ ref('value_shares') }}

),

final as (
    {{ with_share_of_better('valued', 'customer_value', 'value_shares', 'value_rank_share') }}
)

select * from final
