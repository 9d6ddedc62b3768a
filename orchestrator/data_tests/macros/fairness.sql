{#
Purpose    a segment treats no group of people much worse than another: the ratio between the
           selection rates of a group and of the group with the highest rate (lowest, if it is a
           burden) stays above a limit (four fifths). It is an alarm only if the interval
           of that ratio, adjusted for all comparisons between groups, is entirely below 1. Small
           groups and cells are not judged and not shown, nor is one more that would reveal them.
           People without a value are a group, `unknown`, that sets no standard and raises no alarm
Arguments  model (a family's table: one row per member and segment)
           entity        the column with the entity, in both relations
           of            the relation with all entities, one row each: ref('customer_features')
           trait         its column that groups people
           min_ratio     the minimum ratio allowed, from 0 to 1
           minimum_cell  the minimum number of people that may be shown
           segment       the segment to check; by default, each segment with members
           selection     benefit or burden: what being selected means
Result     one row per segment and group below the limit: segment, trait_group, customers, members,
           selection_rate, best_rate, ratio_to_best, ratio_high, min_ratio
Example    - fairness:
               arguments: {entity: customer_id, of: ref('customer_features'), trait: gender}
#}
{% test fairness(
    model, entity, of, trait, min_ratio=0.8, minimum_cell=11, segment=none, selection='benefit'
) -%}
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

{{ dbt.compared_groups(
    'cells', ['segment'], minimum_cell, min_ratio, 'true' if selection == 'burden' else 'false'
) }}

select
    segment,
    trait_group,
    customers,
    members,
    selection_rate,
    best_rate,
    ratio_to_best,
    ratio_high,
    cast({{ sql_literal(min_ratio) }} as double) as min_ratio
from compared
where is_alarm
{%- endtest %}

{#
Purpose    the selection rates of groups of people, as ratios to the best group's rate
Arguments  cells         a relation in scope: one row per key and trait_group with customers, members
           keys          the columns within which groups are compared
           minimum_cell  cells of 1 to minimum_cell - 1 members, and groups of fewer people than
                         minimum_cell, are hidden
           min_ratio     below it there is an alarm, if the interval of the ratio is below 1
           is_burden     SQL: whether selection is a burden; then the best group is the one with the
                         lowest rate, and a ratio is the best rate divided by the group's
Result     CTEs, the last of which is `compared`: the columns of the cells with is_suppressed,
           selection_rate (NULL where hidden), best_group, best_rate, compared_groups, ratio_to_best,
           ratio_low, ratio_high (95 % for all pairs of groups together, by Katz's method with half
           a person added), is_alarm
Example    {{ dbt.compared_groups('cells', ['family', 'segment'], 11, 0.8) }}
#}
{% macro compared_groups(cells, keys, minimum_cell, min_ratio, is_burden='false') -%}
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

-- One hidden cell could be derived from the segment's size and the other cells, so the smallest of
-- those that would be shown is hidden with it.
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

ranked_groups as (
    select
        *,
        row_number() over (
            partition by {{ keys }}
            order by
                case when is_suppressed or trait_group = 'unknown' then 1 else 0 end,
                case when {{ is_burden }} then selection_rate else -selection_rate end,
                trait_group
        ) as group_rank,
        sum(case when is_suppressed or trait_group = 'unknown' then 0 else 1 end) over (
            partition by {{ keys }}
        ) as compared_groups
    from rated_cells
),

standards as (
    select
        *,
        max(case when group_rank = 1 and compared_groups > 0 then trait_group end)
            over (partition by {{ keys }}) as best_group,
        max(case when group_rank = 1 and compared_groups > 0 then selection_rate end)
            over (partition by {{ keys }}) as best_rate,
        max(case when group_rank = 1 then members end) over (partition by {{ keys }})
            as best_members,
        max(case when group_rank = 1 then customers end) over (partition by {{ keys }})
            as best_customers
    from ranked_groups
),

ratios as (
    select
        *,
        case
            when {{ is_burden }} then best_rate / nullif(selection_rate, 0)
            else selection_rate / nullif(best_rate, 0)
        end as ratio_to_best,
        case when {{ is_burden }} then -1 else 1 end
        * ln(
            (members + 0.5) / (customers + 0.5) * (best_customers + 0.5) / (best_members + 0.5)
        ) as log_ratio,
        {{ dbt.z_of_pairs('compared_groups') }} * sqrt(
            1 / (members + 0.5) - 1 / (customers + 0.5)
            + 1 / (best_members + 0.5) - 1 / (best_customers + 0.5)
        ) as half_width
    from standards
),

bounded as (
    select
        *,
        case when ratio_to_best is not null and trait_group <> best_group
            then exp(log_ratio - half_width) end as ratio_low,
        case when ratio_to_best is not null and trait_group <> best_group
            then exp(log_ratio + half_width) end as ratio_high
    from ratios
),

compared as (
    select
        *,
        coalesce(
            trait_group <> 'unknown'
            and ratio_to_best < {{ min_ratio }}
            and ratio_high < 1,
            false
        ) as is_alarm
    from bounded
)
{%- endmacro %}

{#
Purpose    the half-width of an interval in standard errors, so that the intervals of all pairs of
           groups hold simultaneously in 95 of 100 cases (Bonferroni): the best group is found in
           the data, so any pair may be compared
Arguments  groups  SQL: the number of groups
Result     a double
Example    {{ dbt.z_of_pairs('compared_groups') }}
#}
{% macro z_of_pairs(groups) -%}
    case
        when {{ groups }} <= 2 then 1.959964
        when {{ groups }} = 3 then 2.393980
        when {{ groups }} = 4 then 2.638257
        when {{ groups }} = 5 then 2.807034
        when {{ groups }} = 6 then 2.935199
        when {{ groups }} = 7 then 3.038074
        when {{ groups }} = 8 then 3.123735
        when {{ groups }} <= 12 then 3.367847
        when {{ groups }} <= 32 then 3.888643
        else 4.890731
    end
{%- endmacro %}
