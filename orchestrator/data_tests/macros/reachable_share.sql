{#
Purpose    enough members of a segment can be reached through a channel
Arguments  model (a family's table), segment, family
           reachability  the relation with one row per family, segment and channel: members,
                         reachable
           channel       the channel's name
           min_share     the minimum share of the members, from 0 to 1
           min_members   the minimum number of members to judge: in a small segment, nobody may be
                         reachable by chance
Result     one row if the share is lower, or if the channel is unknown although there are
           members: segment, channel, members, reachable, share, min_share
Example    - reachable_share:
               arguments:
                 segment: vip
                 family: value
                 reachability: ref('segment_reachability')
                 channel: email
                 min_share: 0.4
#}
{% test reachable_share(
    model, segment, family, reachability, channel, min_share, min_members=30
) -%}
with members as (
    select count(*) as members
    from {{ model }}
    where segment = {{ sql_literal(segment) }}
),

reached as (
    select coalesce(sum(reachable), 0) as reachable
    from {{ reachability }}
    where
        family = {{ sql_literal(family) }}
        and segment = {{ sql_literal(segment) }}
        and channel = {{ sql_literal(channel) }}
),

shares as (
    select
        {{ sql_literal(segment) }} as segment,
        {{ sql_literal(channel) }} as channel,
        members.members,
        reached.reachable,
        cast(reached.reachable as double) / nullif(members.members, 0) as share,
        cast({{ sql_literal(min_share) }} as double) as min_share
    from members
    cross join reached
)

select *
from shares
where
    share < min_share
    and members >= {{ sql_literal(min_members) }}
{%- endtest %}
