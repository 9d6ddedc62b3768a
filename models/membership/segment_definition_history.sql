{{
    config(
        materialized='incremental',
        unique_key=['family', 'segment', 'rule', 'valid_from'],
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

recorded as (
{% if is_incremental() %}
    select
        family,
        segment,
        rule,
        definition,
        valid_from,
        valid_to
    from {{ this }}
    where
        valid_to is null
        or valid_to = {{ as_of_date() }}
{% else %}
    select
        family,
        segment,
        rule,
        rule as definition,
        cast(as_of_date as date) as valid_from,
        cast(as_of_date as date) as valid_to
    from memberships
    where false
{% endif %}
),

defined_before as (

    select * from recorded
    where valid_from < {{ as_of_date() }}

),

declared as (

    select
        family,
        segment,
        rule,
        definition
    from {{ ref('segment_catalogue') }}

),

-- A family written as a plain model declares no rules: they are known only from its members. A
-- segment without members today is not a changed rule, so it keeps the rule it had.
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
        case when defined_today.rule is null then {{ as_of_date() }} end as valid_to
    from defined_before
    left join defined_today
        on
            defined_before.family = defined_today.family
            and defined_before.segment = defined_today.segment
            and defined_before.rule = defined_today.rule

),

beginning as (

    select
        defined_today.family,
        defined_today.segment,
        defined_today.rule,
        defined_today.definition,
        today.as_of_date as valid_from,
        cast(null as date) as valid_to
    from defined_today
    cross join today
    left join defined_before
        on
            defined_today.family = defined_before.family
            and defined_today.segment = defined_before.segment
            and defined_today.rule = defined_before.rule
    where defined_before.rule is null

),

-- An earlier run of the same day began these, and this one does not: they never took effect.
withdrawn as (

    select
        recorded.family,
        recorded.segment,
        recorded.rule,
        recorded.definition,
        recorded.valid_from,
        {{ as_of_date() }} as valid_to
    from recorded
    left join beginning
        on
            recorded.family = beginning.family
            and recorded.segment = beginning.segment
            and recorded.rule = beginning.rule
    where
        recorded.valid_from = {{ as_of_date() }}
        and beginning.rule is null

),

as_they_are_now as (

    select * from ending
    union all
    select * from beginning
    union all
    select * from withdrawn

),

changed as (

    select * from as_they_are_now
    except
    select * from recorded

),

final as (

    select
        *,
        {{ as_of_date() }} as as_of_date
    from changed

)

select * from final
