{{
    config(
        materialized='incremental',
        unique_key=['family', 'segment', 'recorded_at'],
        full_refresh=var('restart_segment_history'),
    )
}}

with

sizes as (

    select * from {{ ref('segment_sizes') }}

),

-- Moments never go back, even if the clock does. (Each part reads the history itself: with one CTE
-- for both, the engine would keep all of it in memory.)
now as (

    select
        greatest(
            {{ run_moment() }},
            max(entered_at),
            max(exited_at)
            {%- if is_incremental() %},
            (select max(recorded_at) from {{ this }})
            {%- endif %}
        ) as recorded_at
    from {{ ref('segment_membership_history') }}

),

recorded as (
{% if is_incremental() %}
    select
        family,
        segment,
        recorded_at,
        members
    from {{ this }}
{% else %}
    select
        sizes.family,
        sizes.segment,
        now.recorded_at,
        sizes.members
    from sizes
    cross join now
    where false
{% endif %}
),

previous as (

    select max(recorded.recorded_at) as recorded_at
    from recorded
    cross join now
    where recorded.recorded_at < now.recorded_at

),

before as (

    select
        recorded.family,
        recorded.segment,
        max_by(recorded.members, recorded.recorded_at) as members
    from recorded
    cross join now
    where recorded.recorded_at < now.recorded_at
    group by recorded.family, recorded.segment

),

-- A row that existed at the previous moment has ended since then; all other rows began since then.
changed as (

    select
        history.customer_id,
        history.family,
        history.segment,
        max(case when history.entered_at > previous.recorded_at then 0 else 1 end) as was_in,
        max(case when history.exited_at is null then 1 else 0 end) as is_in
    from {{ ref('segment_membership_history') }} as history
    cross join previous
    where
        history.entered_at > previous.recorded_at
        or history.exited_at > previous.recorded_at
    group by history.customer_id, history.family, history.segment

),

entries as (

    select
        family,
        segment,
        count(*) as entered
    from changed
    where
        is_in = 1
        and was_in = 0
    group by family, segment

),

segments as (

    select
        family,
        segment
    from sizes
    union
    select
        family,
        segment
    from recorded

),

counted as (

    select
        segments.family,
        segments.segment,
        now.recorded_at,
        coalesce(before.members, 0) as members_before,
        case
            when previous.recorded_at is null then coalesce(sizes.members, 0)
            else coalesce(entries.entered, 0)
        end as entered,
        coalesce(sizes.members, 0) as members
    from segments
    cross join now
    cross join previous
    left join sizes
        on segments.family = sizes.family and segments.segment = sizes.segment
    left join before
        on segments.family = before.family and segments.segment = before.segment
    left join entries
        on segments.family = entries.family and segments.segment = entries.segment

),

final as (

    select
        counted.family,
        counted.segment,
        counted.recorded_at,
        {{ as_of_date() }} as as_of_date,
        counted.members_before,
        counted.entered,
        -- People erased since then are no longer in the history.
        counted.members_before + counted.entered - counted.members as exited,
        counted.members
    from counted
    left join recorded
        on
            counted.family = recorded.family
            and counted.segment = recorded.segment
            and counted.recorded_at = recorded.recorded_at
    where
        counted.entered > 0
        -- Includes what another run at exactly the same moment recorded.
        or counted.members <> counted.members_before
        or recorded.recorded_at is not null

)

{{ only_changes('final', [
    'family',
    'segment',
    'recorded_at',
    'as_of_date',
    'members_before',
    'entered',
    'exited',
    'members',
]) }}
