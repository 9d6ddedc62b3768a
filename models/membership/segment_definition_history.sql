{{
    config(
        materialized='incremental',
        unique_key=['family', 'segment', 'rule', 'valid_from'],
        on_schema_change='append_new_columns',
        full_refresh=var('restart_segment_history'),
    )
}}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

today as (

    select * from {{ ref('membership_days') }}
    where as_of_date = {{ as_of_date() }}

),

history as (
{% if is_incremental() %}
    {{ with_moments(this, ['began_at', 'ended_at']) }}
{% else %}
    select
        family,
        segment,
        rule,
        rule as definition,
        cast(as_of_date as date) as valid_from,
        cast(as_of_date as date) as valid_to,
        cast(as_of_date as date) as as_of_date,
        cast(null as timestamp) as began_at,
        cast(null as timestamp) as ended_at
    from memberships
    where false
{% endif %}
),

-- What the previous run recorded. Definitions that have ended stay as they are.
defined_before as (

    select * from history
    where valid_to is null

),

declared as (

    select
        family,
        segment,
        rule,
        definition
    from {{ ref('segment_catalogue') }}

),

-- A family written as a plain model declares no rules: they are known only from its members. If a
-- segment has no members today, its rule did not change, so it keeps the rule it had.
with_members as (

    select distinct
        family,
        segment,
        rule,
        cast(null as varchar) as definition
    from memberships
    where family not in (select family from declared)

),

without_members as (

    select
        defined_before.family,
        defined_before.segment,
        defined_before.rule,
        cast(null as varchar) as definition
    from defined_before
    left join with_members
        on
            defined_before.family = with_members.family
            and defined_before.segment = with_members.segment
    where
        with_members.segment is null
        and defined_before.family in (select family from with_members)

),

defined_today as (

    select * from declared
    union all
    select * from with_members
    union all
    select * from without_members

),

ending as (

    select
        defined_before.family,
        defined_before.segment,
        defined_before.rule,
        defined_before.definition,
        defined_before.valid_from,
        {{ as_of_date() }} as valid_to,
        {{ as_of_date() }} as as_of_date,
        defined_before.began_at,
        {{ run_moment() }} as ended_at
    from defined_before
    left join defined_today
        on
            defined_before.family = defined_today.family
            and defined_before.segment = defined_today.segment
            and defined_before.rule = defined_today.rule
    where defined_today.rule is null

),

beginning as (

    select
        defined_today.family,
        defined_today.segment,
        defined_today.rule,
        defined_today.definition,
        today.as_of_date as valid_from,
        cast(null as date) as valid_to,
        today.as_of_date,
        {{ run_moment() }} as began_at,
        cast(null as timestamp) as ended_at
    from defined_today
    cross join today
    left join defined_before
        on
            defined_today.family = defined_before.family
            and defined_today.segment = defined_before.segment
            and defined_today.rule = defined_before.rule
    where defined_before.rule is null

),

written as (

    select * from ending
    union all
    select * from beginning

),

-- Definitions that began and ended on the day of a written one, which would replace them.
kept as (

    select history.*
    from history
    inner join written
        on
            history.family = written.family
            and history.segment = written.segment
            and history.rule = written.rule
            and history.valid_from = written.valid_from
    where history.valid_from = history.valid_to

),

final as (

    select * from written
    union all
    select
        family,
        segment,
        rule,
        definition,
        valid_from,
        valid_to,
        as_of_date,
        began_at,
        ended_at
    from kept

)

select * from final
