-- The intervals of one membership do not overlap; an end has a reason, and only an end has one. (That
-- none is open twice is for open_history_equals_memberships to say.)
with

history as (

    select * from {{ ref('segment_membership_history') }}

),

-- Only a membership that has ended can begin again. Most never do.
ended as (

    select distinct
        customer_id,
        family,
        segment
    from history
    where valid_to is not null

),

followed as (

    select
        history.*,
        lead(history.valid_from) over (
            partition by history.customer_id, history.family, history.segment
            order by history.valid_from
        ) as next_valid_from
    from history
    inner join ended
        on
            history.customer_id = ended.customer_id
            and history.family = ended.family
            and history.segment = ended.segment

),

overlapping as (

    select
        customer_id,
        family,
        segment,
        valid_from,
        valid_to,
        exit_reason,
        next_valid_from
    from followed
    where
        next_valid_from is not null
        and (valid_to is null or valid_to > next_valid_from)

),

not_in_order as (

    select
        customer_id,
        family,
        segment,
        valid_from,
        valid_to,
        exit_reason,
        cast(null as date) as next_valid_from
    from history
    where
        valid_to < valid_from
        or (valid_to is null) <> (exit_reason is null)
        or valid_from > {{ as_of_date() }}
        or valid_to > {{ as_of_date() }}

),

final as (

    select * from overlapping
    union all
    select * from not_in_order

)

select * from final
