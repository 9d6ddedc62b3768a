{{ config(enabled=has_input('consents')) }}

{%- set reasons = [
    'suppression', 'no_address', 'no_consent', 'withdrawn', 'bounce', 'fatigue', 'holdout'
] %}

with

{{ segments_by_set() }},

reachability as (

    select * from {{ ref('customer_reachability') }}

),

by_set as (

    select
        sets.segment_set,
        reachability.channel,
        count(*) as members,
        sum(case when reachability.is_reachable then 1 else 0 end) as reachable
        {%- for reason in reasons %},
        sum(case when reachability.blocked_by = '{{ reason }}' then 1 else 0 end)
            as blocked_by_{{ reason }}
        {%- endfor %}
    from sets
    inner join reachability on sets.customer_id = reachability.customer_id
    group by sets.segment_set, reachability.channel

),

-- Inner join: a channel without any consent has no rows, and nobody is reachable there.
final as (

    select
        segments.family,
        segments.segment,
        by_set.channel,
        cast(sum(by_set.members) as bigint) as members,
        cast(sum(by_set.reachable) as bigint) as reachable,
        cast(sum(by_set.reachable) as double) / sum(by_set.members) as reachable_share
        {%- for reason in reasons %},
        cast(sum(by_set.blocked_by_{{ reason }}) as bigint) as blocked_by_{{ reason }}
        {%- endfor %}
    from segments
    inner join numbered_sets on segments.segment_number = numbered_sets.segment_number
    inner join by_set on numbered_sets.segment_set = by_set.segment_set
    group by
        segments.family,
        segments.segment,
        by_set.channel

)

select * from final
