-- In each segment and channel, the reachable members and those blocked by each reason must add up
-- to all members; and each customer must have one row per channel.
{{ config(enabled=has_input('consents')) }}

with

reachability as (

    select * from {{ ref('segment_reachability') }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

customer_reachability as (

    select * from {{ ref('customer_reachability') }}

),

members as (

    select
        family,
        segment,
        count(*) as members
    from memberships
    group by family, segment

),

wrong_sums as (

    select
        reachability.family,
        reachability.segment,
        reachability.channel,
        'the parts are not the members' as problem
    from reachability
    left join members
        on
            reachability.family = members.family
            and reachability.segment = members.segment
    where
        reachability.members <> coalesce(members.members, 0)
        or reachability.members
        <> reachability.reachable
        + reachability.blocked_by_suppression
        + reachability.blocked_by_no_address
        + reachability.blocked_by_no_consent
        + reachability.blocked_by_withdrawn
        + reachability.blocked_by_bounce
        + reachability.blocked_by_fatigue
        + reachability.blocked_by_holdout

),

not_once as (

    select
        'all' as family,
        'all' as segment,
        channel,
        'a customer is not there exactly once' as problem
    from customer_reachability
    group by channel, customer_id
    having
        count(*) <> 1
        or count(case when is_reachable then 1 end) + count(blocked_by) <> 1

),

final as (

    select * from wrong_sums
    union all
    select * from not_once

)

select * from final
