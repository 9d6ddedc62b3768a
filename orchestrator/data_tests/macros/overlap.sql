{#
Purpose    no two segments of a family are nearly the same: of the members of either segment, not
           too many are in both (Jaccard)
Arguments  model (one row per entity and segment)
           entity     the column with the entity
           max_value  the maximum share, from 0 to 1
Result     one row per pair that shares more: segment, other_segment, members_of_both, jaccard,
           max_value
Example    - overlap: {arguments: {entity: customer_id, max_value: 0.8}}
#}
{% test overlap(model, entity, max_value) -%}
with members as (
    select distinct
        segment,
        {{ entity }} as entity
    from {{ model }}
    where {{ entity }} is not null
),

sizes as (
    select
        segment,
        count(*) as members
    from members
    group by segment
),

pairs as (
    select
        one.segment,
        other.segment as other_segment,
        count(*) as members_of_both
    from members as one
    inner join members as other
        on one.entity = other.entity and one.segment < other.segment
    group by one.segment, other.segment
),

shares as (
    select
        pairs.segment,
        pairs.other_segment,
        pairs.members_of_both,
        cast(pairs.members_of_both as double)
        / (one.members + other.members - pairs.members_of_both) as jaccard,
        cast({{ sql_literal(max_value) }} as double) as max_value
    from pairs
    inner join sizes as one on pairs.segment = one.segment
    inner join sizes as other on pairs.other_segment = other.segment
)

select *
from shares
where jaccard > max_value
{%- endtest %}
