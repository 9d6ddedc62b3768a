{{
    config(
        enabled=has_input('accounts'),
        refresh_by='account_id',
        stamps={
            'as_of_date': '{{ as_of_date() }}',
            'overdue_ratio': overdue_ratio(),
        },
    )
}}

with

orders as (

    select * from {{ ref('account_orders') }}

),

gaps as (

    select * from {{ ref('account_gaps') }}

),

base as (

    select * from {{ ref('account_base_gaps') }}

),

{{ purchase_rhythm('account_id', limits='orders') }}

select * from final
