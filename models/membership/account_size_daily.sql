{{
    config(
        enabled=has_input('accounts'),
        materialized='incremental',
        unique_key=['family', 'segment', 'as_of_date'],
        full_refresh=var('restart_segment_history'),
        refresh_by=['family', 'segment'],
    )
}}

with

sizes as (

    select * from {{ ref('account_sizes') }}

),

today as (

    select * from {{ ref('account_membership_today') }}

),

catalogue as (

    select * from {{ ref('segment_catalogue') }}
    where entity = 'account_id'

),

{{ daily_sizes('account_id', ref('account_membership_history')) }}

{{ only_changes('final', [
    'family',
    'segment',
    'as_of_date',
    'previous_as_of_date',
    'members_before',
    'entered',
    'exited',
    'members',
    'change_by_start',
    'change_by_data',
    'change_by_definition',
    'change_by_model',
]) }}
