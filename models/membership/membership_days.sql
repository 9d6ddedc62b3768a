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

today as (

    select
        {{ as_of_date() }} as as_of_date,
        count(*) as customers
    from customers

),

-- The day before is the one that was recorded before, which need not be yesterday.
{% if is_incremental() %}
recorded as (

    select
        max(as_of_date) as last_as_of_date,
        max(case when as_of_date < {{ as_of_date() }} then as_of_date end) as previous_as_of_date
    from {{ this }}

),
{% else %}
recorded as (

    select
        cast(null as date) as last_as_of_date,
        cast(null as date) as previous_as_of_date

),
{% endif %}

final as (

    select
        today.as_of_date,
        recorded.previous_as_of_date,
        today.customers
    from today
    cross join recorded
    where
        {{ refuse_earlier_day(
            'recorded.last_as_of_date', 'today.as_of_date', 'the history of segments'
        ) }}

)

{{ only_changes('final', ['as_of_date', 'previous_as_of_date', 'customers']) }}
