{{
    config(
        materialized='incremental',
        unique_key=['family', 'from_segment', 'to_segment', 'as_of_date'],
        full_refresh=var('restart_segment_history'),
    )
}}

with

sizes as (

    select * from {{ ref('segment_size_daily') }}
    where as_of_date = {{ as_of_date() }}

),

today as (

    select * from {{ ref('membership_today') }}

),

{{ moves_of_today(ref('segment_membership_history')) }},

left_segments as (

    select
        customer_id,
        family,
        segment,
        count(*) over (partition by customer_id, family) as left_count
    from left_behind

),

-- Only for those who left a segment of the family: on the first day, all memberships are entered.
entered_by_leavers as (

    select
        entered.customer_id,
        entered.family,
        entered.segment,
        count(*) over (partition by entered.customer_id, entered.family) as entered_count
    from entered
    inner join (
        select distinct
            customer_id,
            family
        from left_segments
        where left_count = 1
    ) as leavers
        on
            entered.customer_id = leavers.customer_id
            and entered.family = leavers.family

),

-- One segment left and one entered is a move between the two. In an overlapping family, several can
-- be left or entered on one day: exits cannot be matched with entries, so each counts as a move to
-- or from `none`.
moved as (

    select
        left_segments.customer_id,
        left_segments.family,
        left_segments.segment as from_segment,
        entered_by_leavers.segment as to_segment
    from left_segments
    inner join entered_by_leavers
        on
            left_segments.customer_id = entered_by_leavers.customer_id
            and left_segments.family = entered_by_leavers.family
    where
        left_segments.left_count = 1
        and entered_by_leavers.entered_count = 1

),

pairs as (

    select
        family,
        from_segment,
        to_segment
    from moved

    union all

    select
        entered.family,
        'none' as from_segment,
        entered.segment as to_segment
    from entered
    left join moved
        on
            entered.customer_id = moved.customer_id
            and entered.family = moved.family
    where moved.customer_id is null

    union all

    select
        left_segments.family,
        left_segments.segment as from_segment,
        'none' as to_segment
    from left_segments
    left join moved
        on
            left_segments.customer_id = moved.customer_id
            and left_segments.family = moved.family
    where moved.customer_id is null

),

moves as (

    select
        family,
        segment as from_segment,
        segment as to_segment,
        members - entered as customers
    from sizes
    where members > entered

    union all

    select
        family,
        from_segment,
        to_segment,
        count(*) as customers
    from pairs
    group by family, from_segment, to_segment

    union all

    select
        family,
        segment as from_segment,
        'none' as to_segment,
        forgotten as customers
    from sizes
    where forgotten > 0
{% if is_incremental() %}
    union all

    -- An earlier run of the same day can have written moves that no longer exist: they become 0.
    select
        family,
        from_segment,
        to_segment,
        0 as customers
    from {{ this }}
    where as_of_date = {{ as_of_date() }}
{% endif %}
),

final as (

    select
        moves.family,
        moves.from_segment,
        moves.to_segment,
        today.as_of_date,
        today.previous_as_of_date,
        cast(sum(moves.customers) as bigint) as customers
    from moves
    cross join today
    group by
        moves.family,
        moves.from_segment,
        moves.to_segment,
        today.as_of_date,
        today.previous_as_of_date

)

{{ only_changes('final', [
    'family',
    'from_segment',
    'to_segment',
    'as_of_date',
    'previous_as_of_date',
    'customers',
]) }}
