{#
Purpose    a segment selects no group of people much less often than another: the share of a group
           that it selects, by that of the group it selects most of, stays over a limit (four
           fifths). Groups and cells of a few people are not judged and not shown, nor is one more
           that would betray them. Who has no value is a group, `unknown`, that sets no standard and
           raises no alarm
Arguments  model (a family's table: one row per member and segment)
           entity        the column with the entity, in both relations
           of            the relation with everyone, one row each: ref('customer_features')
           trait         the column of it that groups people
           min_ratio     the least ratio allowed, from 0 to 1
           minimum_cell  the least number of people that may be shown
           segment       the one to look at; without it, each that has members
Result     one row per segment and group under the limit: segment, trait_group, customers, members,
           selection_rate, best_rate, ratio_to_best, min_ratio
Example    - fairness:
               arguments: {entity: customer_id, of: ref('customer_features'), trait: gender}
#}
{% test fairness(model, entity, of, trait, min_ratio=0.8, minimum_cell=11, segment=none) -%}
with everyone as (
    select
        {{ entity }} as entity,
        coalesce(cast({{ trait }} as {{ dbt.type_string() }}), 'unknown') as trait_group
    from {{ of }}
),

members as (
    select distinct
        segment,
        {{ entity }} as entity
    from {{ model }}
    where {{ 'segment is not null' if segment is none else 'segment = ' ~ sql_literal(segment) }}
),

segments as (
    select distinct segment
    from members
),

group_sizes as (
    select
        trait_group,
        count(*) as customers
    from everyone
    group by trait_group
),

selected as (
    select
        members.segment,
        everyone.trait_group,
        count(*) as members
    from members
    inner join everyone on members.entity = everyone.entity
    group by members.segment, everyone.trait_group
),

cells as (
    select
        segments.segment,
        group_sizes.trait_group,
        group_sizes.customers,
        coalesce(selected.members, 0) as members
    from segments
    cross join group_sizes
    left join selected
        on
            segments.segment = selected.segment
            and group_sizes.trait_group = selected.trait_group
),

{{ dbt.compared_groups('cells', ['segment'], minimum_cell, min_ratio) }}

select
    segment,
    trait_group,
    customers,
    members,
    selection_rate,
    best_rate,
    ratio_to_best,
    cast({{ sql_literal(min_ratio) }} as double) as min_ratio
from compared
where is_alarm
{%- endtest %}

{#
Purpose    how often groups of people are selected, by how often the best of them is
Arguments  cells         a relation in scope: one row per key and trait_group with customers, members
           keys          the columns within which groups are compared
           minimum_cell  cells of 1 to minimum_cell - 1 members, and groups of fewer people than
                         minimum_cell, are hidden
           min_ratio     under it there is an alarm
Result     CTEs, the last of which is `compared`: the columns of the cells with is_suppressed,
           selection_rate (NULL where hidden), best_rate, ratio_to_best, is_alarm
Example    {{ dbt.compared_groups('cells', ['family', 'segment'], 11, 0.8) }}
#}
{% macro compared_groups(cells, keys, minimum_cell, min_ratio) -%}
{%- set keys = keys | join(', ') -%}
sized_cells as (
    select
        *,
        case
            when customers < {{ minimum_cell }} then 1
            when members between 1 and {{ minimum_cell }} - 1 then 1
            else 0
        end as is_small
    from {{ cells }}
),

-- One hidden cell could be told from the segment's size and the other cells: the smallest of those
-- that would be shown is hidden with it.
ranked_cells as (
    select
        *,
        sum(is_small) over (partition by {{ keys }}) as small_cells,
        row_number() over (
            partition by {{ keys }}
            order by is_small, case when members > 0 then 0 else 1 end, members, trait_group
        ) as shown_rank
    from sized_cells
),

judged_cells as (
    select
        *,
        is_small = 1 or (small_cells = 1 and shown_rank = 1) as is_suppressed
    from ranked_cells
),

rated_cells as (
    select
        *,
        case when not is_suppressed then cast(members as double) / customers end
            as selection_rate
    from judged_cells
),

standards as (
    select
        *,
        max(case when trait_group <> 'unknown' then selection_rate end) over (
            partition by {{ keys }}
        ) as best_rate
    from rated_cells
),

compared as (
    select
        *,
        selection_rate / nullif(best_rate, 0) as ratio_to_best,
        coalesce(
            trait_group <> 'unknown'
            and selection_rate / nullif(best_rate, 0) < {{ min_ratio }},
            false
        ) as is_alarm
    from standards
)
{%- endmacro %}
