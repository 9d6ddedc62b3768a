{{
    config(
        refresh_by='customer_id',
        stamps={
            'as_of_date': '{{ as_of_date() }}',
            'overdue_ratio': overdue_ratio(),
        },
    )
}}

with

orders as (

    select * from {{ ref('customer_orders') }}

),

limits as (

    select * from {{ ref('customer_purchases') }}

),

gaps as (

    select * from {{ ref('purchase_gaps') }}

),

base as (

    select * from {{ ref('base_gaps') }}

),

{{ purchase_rhythm('customer_id') }}

select * from final
