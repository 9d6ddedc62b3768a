-- The open rows of the history are today's memberships, rule included, and the other way round;
-- no membership is open twice.
with

memberships as (

    select * from {{ ref('segment_membership') }}

),

history as (

    select * from {{ ref('segment_membership_history') }}

),

open_rows as (

    select
        customer_id,
        family,
        segment,
        rule,
        count(*) as open_count
    from history
    where valid_to is null
    group by customer_id, family, segment, rule

),

final as (

    select
        coalesce(memberships.customer_id, open_rows.customer_id) as customer_id,
        coalesce(memberships.family, open_rows.family) as family,
        coalesce(memberships.segment, open_rows.segment) as segment,
        memberships.rule as rule_today,
        open_rows.rule as rule_in_history,
        open_rows.open_count
    from memberships
    full outer join open_rows
        on
            memberships.customer_id = open_rows.customer_id
            and memberships.family = open_rows.family
            and memberships.segment = open_rows.segment
            and memberships.rule = open_rows.rule
    where
        memberships.customer_id is null
        or open_rows.customer_id is null
        or open_rows.open_count <> 1

)

select * from final
