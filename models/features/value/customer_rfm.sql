{{
    config(
        refresh_by='customer_id',
        stamps={
            'as_of_date': '{{ as_of_date() }}',
            'recency_days': days_since('last_order_on'),
        },
    )
}}

with

orders as (

    select * from {{ ref('customer_orders') }}

),

cut_points as (

    select * from {{ ref('rfm_cut_points') }}

),

{{ rfm_scores('customer_id') }}

select * from final
