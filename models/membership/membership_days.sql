{{
    config(
        materialized='incremental',
        unique_key='as_of_date',
        full_refresh=var('restart_segment_history'),
    )
}}

with

customers as (

    select * from {{ ref('customer_features') }}

),

{{ membership_days('customers', 'customers', 'the history of segments') }}

{{ only_changes('final', ['as_of_date', 'previous_as_of_date', 'customers']) }}
