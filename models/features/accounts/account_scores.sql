{{
    config(
        enabled=has_input('accounts'),
        refresh_by='account_id',
        stamps={
            'as_of_date': '{{ as_of_date() }}',
            'recency_days': days_since('last_order_on'),
        },
    )
}}

with

orders as (

    select * from {{ ref('account_orders') }}

),

cut_points as (

    select * from {{ ref('account_cut_points') }}

),

{{ rfm_scores('account_id') }}

select * from final
