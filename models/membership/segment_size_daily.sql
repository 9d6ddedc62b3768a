{{
    config(
        materialized='incremental',
        unique_key=['family', 'segment', 'as_of_date'],
        full_refresh=var('restart_segment_history'),
    )
}}

with

sizes as (

    select * from {{ ref('segment_sizes') }}

),

today as (

    select * from {{ ref('membership_today') }}

),

catalogue as (

    select * from {{ ref('segment_catalogue') }}
    where entity = 'customer_id'

),

{{ daily_sizes('customer_id', ref('segment_membership_history'), of_people=true) }}

{{ only_changes('final', [
    'family',
    'segment',
    'as_of_date',
    'previous_as_of_date',
    'members_before',
    'entered',
    'exited',
    'members',
    'forgotten',
    'change_by_start',
    'change_by_data',
    'change_by_definition',
    'change_by_model',
    'change_by_identity',
    'change_by_erasure',
]) }}
