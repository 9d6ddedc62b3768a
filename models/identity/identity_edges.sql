{{ config(enabled=has_input('identity_links')) }}

with

links as (

    select * from {{ ref('stg_identity_links') }}
    where {{ on_or_before_local_day('seen_at', as_of_date()) }}

),

-- A link has no direction. With a row for each direction, following links needs only one end.
both_ways as (

    select
        left_type as from_type,
        left_id as from_id,
        right_type as to_type,
        right_id as to_id,
        seen_at
    from links

    union all

    select
        right_type as from_type,
        right_id as from_id,
        left_type as to_type,
        left_id as to_id,
        seen_at
    from links

),

final as (

    select
        from_type,
        from_id,
        from_type || ':' || from_id as from_key,
        to_type || ':' || to_id as to_key,
        -- One date per link, not one per sighting: converting time zones is slow.
        {{ local_date('min(seen_at)') }} as first_seen_on
    from both_ways
    group by from_type, from_id, to_type, to_id

)

select * from final
