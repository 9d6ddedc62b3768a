{{ config(enabled=has_input('consents')) }}

{%- set reasons = [
    'suppression', 'no_address', 'no_consent', 'withdrawn', 'bounce', 'fatigue', 'holdout'
] %}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

reachability as (

    select * from {{ ref('customer_reachability') }}

),

-- Inner join: a channel without any consent has no rows, and nobody is reachable there.
final as (

    select
        memberships.family,
        memberships.segment,
        reachability.channel,
        memberships.as_of_date,
        count(*) as members,
        cast(sum(case when reachability.is_reachable then 1 else 0 end) as bigint) as reachable,
        avg(case when reachability.is_reachable then 1.0 else 0.0 end) as reachable_share
        {%- for reason in reasons %},
        cast(sum(case when reachability.blocked_by = '{{ reason }}' then 1 else 0 end) as bigint)
            as blocked_by_{{ reason }}
        {%- endfor %}
    from memberships
    inner join reachability on memberships.customer_id = reachability.customer_id
    group by
        memberships.family,
        memberships.segment,
        reachability.channel,
        memberships.as_of_date

)

select * from final
