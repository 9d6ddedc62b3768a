{{
    config(
        materialized='incremental',
        unique_key=['customer_id', 'family', 'segment', 'valid_from'],
        on_schema_change='append_new_columns',
        full_refresh=var('restart_segment_history'),
        refresh_by='customer_id',
        refresh_regardless_of='membership_today',
        stamps_of=[],
    )
}}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

today as (

    select * from {{ ref('membership_today') }}

),

customers as (

    select customer_id from {{ ref('known_customers') }}

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

{% if has_input('erasure_requests') %}
erased_customers as (

    select * from {{ ref('erased_customers') }}

),
{% endif %}

{% if has_input('identity_links') %}
merged_customers as (

    select distinct source_id as customer_id from {{ ref('customer_xref') }}
    where
        source_id_type = 'customer'
        and source_id <> customer_id

),
{% endif %}

{{ membership_history(
    'customer_id',
    'customers',
    model_changes='model_changes' if has_model('model_changes') else none,
    erased='erased_customers' if has_input('erasure_requests') else none,
    merged='merged_customers' if has_input('identity_links') else none,
) }}

select * from final
{%- if not is_incremental() %}
-- As in segment_membership.
order by customer_id
{%- endif %}
