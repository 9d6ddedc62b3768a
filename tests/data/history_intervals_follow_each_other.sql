-- The intervals of one membership do not overlap; an end has a reason, and only an end has one.
with

history as (

    select * from {{ ref('segment_membership_history') }}

),

followed as (

    select
        *,
        lead(valid_from) over (
            partition by customer_id, family, segment
            order by valid_from
        ) as next_valid_from
    from history

),

final as (

    select * from followed
    where
        valid_to < valid_from
        or (next_valid_from is not null and (valid_to is null or valid_to > next_valid_from))
        or (valid_to is null) <> (exit_reason is null)
        or valid_from > {{ as_of_date() }}
        or valid_to > {{ as_of_date() }}

)

select * from final
