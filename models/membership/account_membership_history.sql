{{
    config(
        enabled=has_input('accounts'),
        materialized='incremental',
        unique_key=['account_id', 'family', 'segment', 'valid_from'],
        on_schema_change='append_new_columns',
        full_refresh=var('restart_segment_history'),
        refresh_by='account_id',
        refresh_regardless_of='account_membership_today',
        stamps_of=[],
    )
}}

with

memberships as (

    select * from {{ ref('account_membership') }}

),

today as (

    select * from {{ ref('account_membership_today') }}

),

accounts as (

    select * from {{ ref('account_features') }}

),

definitions as (

    select * from {{ ref('segment_definition_history') }}

),

catalogue as (

    select * from {{ ref('segment_catalogue') }}

),

{% if has_model('model_changes') %}
model_changes as (

    select * from {{ ref('model_changes') }}

),
{% endif %}

{{ membership_history(
    'account_id',
    'accounts',
    model_changes='model_changes' if has_model('model_changes') else none,
) }}

select * from final
