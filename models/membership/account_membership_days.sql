{{
    config(
        enabled=has_input('accounts'),
        materialized='incremental',
        unique_key='as_of_date',
        full_refresh=var('restart_segment_history'),
    )
}}

with

accounts as (

    select * from {{ ref('account_features') }}

),

{{ membership_days('accounts', 'accounts', 'the history of segments of accounts') }}

{{ only_changes('final', ['as_of_date', 'previous_as_of_date', 'accounts']) }}
