{{ config(once_per=once_a_day()) }}

with

buyers as (

    -- Prospects have no recency, and their zeros would move the other cut points down.
    select * from {{ ref('customer_orders') }}
    where orders > 0

),

{{ rfm_cut_points('buyers', 'customers') }}

select * from final
