{{
    config(
        materialized='incremental',
        unique_key=['family', 'from_segment', 'to_segment', 'as_of_date'],
        full_refresh=var('restart_segment_history'),
    )
}}

with

history as (

    select * from {{ ref('segment_membership_history') }}

),

sizes as (

    select * from {{ ref('segment_size_daily') }}
    where as_of_date = {{ as_of_date() }}

),

today as (

    select * from {{ ref('membership_days') }}
    where as_of_date = {{ as_of_date() }}

),

-- What ended today and what began today; a membership that only has a new rule did both.
ended as (

    select * from history
    where
        valid_from < {{ as_of_date() }}
        and valid_to = {{ as_of_date() }}

),

begun as (

    select * from history
    where
        valid_from = {{ as_of_date() }}
        and valid_to is null

),

left_segments as (

    select
        ended.customer_id,
        ended.family,
        ended.segment,
        count(*) over (partition by ended.customer_id, ended.family) as left_count
    from ended
    left join begun
        on
            ended.customer_id = begun.customer_id
            and ended.family = begun.family
            and ended.segment = begun.segment
    where begun.customer_id is null

),

entered_segments as (

    select
        begun.customer_id,
        begun.family,
        begun.segment,
        count(*) over (partition by begun.customer_id, begun.family) as entered_count
    from begun
    left join ended
        on
            begun.customer_id = ended.customer_id
            and begun.family = ended.family
            and begun.segment = ended.segment
    where ended.customer_id is null

),

-- One segment left for one entered is a move. In an overlapping family several may be left or
-- entered at once: then no exit belongs to an entry, and each is one from or to `none`.
pairs as (

    select
        coalesce(left_segments.family, entered_segments.family) as family,
        coalesce(left_segments.segment, 'none') as from_segment,
        coalesce(entered_segments.segment, 'none') as to_segment
    from left_segments
    full outer join entered_segments
        on
            left_segments.customer_id = entered_segments.customer_id
            and left_segments.family = entered_segments.family
            and left_segments.left_count = 1
            and entered_segments.entered_count = 1

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

    -- Cells of an earlier run of today that may be empty by now.
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

select * from final
{%- if is_incremental() %}
except
select
    family,
    from_segment,
    to_segment,
    as_of_date,
    previous_as_of_date,
    customers
from {{ this }}
{%- endif %}
