{%- set columns = [] %}
{%- for model, names in var('fairness_traits').items() %}
    {%- for name in names %}{% do columns.append([model, name]) %}{% endfor %}
{%- endfor %}

{{ config(enabled=var('fairness_traits') | length > 0) }}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

groups_of_customers as (
{% for model, name in columns %}
    select
        customer_id,
        '{{ name }}' as trait,
        coalesce(cast({{ name }} as {{ dbt.type_string() }}), 'unknown') as trait_group
    from {{ ref(model) }}
    {{ 'union all' if not loop.last }}
{%- endfor %}

),

segments as (

    select
        family,
        segment,
        as_of_date,
        count(*) as members
    from memberships
    group by family, segment, as_of_date

),

group_sizes as (

    select
        trait,
        trait_group,
        count(*) as customers
    from groups_of_customers
    group by trait, trait_group

),

selected as (

    select
        memberships.family,
        memberships.segment,
        groups_of_customers.trait,
        groups_of_customers.trait_group,
        count(*) as members
    from memberships
    inner join groups_of_customers on memberships.customer_id = groups_of_customers.customer_id
    group by
        memberships.family,
        memberships.segment,
        groups_of_customers.trait,
        groups_of_customers.trait_group

),

cells as (

    select
        segments.family,
        segments.segment,
        group_sizes.trait,
        group_sizes.trait_group,
        segments.as_of_date,
        group_sizes.customers,
        coalesce(selected.members, 0) as members,
        case
            when group_sizes.customers < {{ var('minimum_cell') }} then 1
            when coalesce(selected.members, 0) between 1 and {{ var('minimum_cell') }} - 1 then 1
            else 0
        end as is_small
    from segments
    cross join group_sizes
    left join selected
        on
            segments.family = selected.family
            and segments.segment = selected.segment
            and group_sizes.trait = selected.trait
            and group_sizes.trait_group = selected.trait_group

),

-- One hidden cell could be told from the segment's size and the other cells: the smallest of those
-- that would be shown is hidden with it.
ranked as (

    select
        *,
        sum(is_small) over (partition by family, segment, trait) as small_cells,
        row_number() over (
            partition by family, segment, trait
            order by is_small, case when members > 0 then 0 else 1 end, members, trait_group
        ) as shown_rank
    from cells

),

judged as (

    select
        *,
        is_small = 1 or (small_cells = 1 and shown_rank = 1) as is_suppressed
    from ranked

),

rates as (

    select
        *,
        case when not is_suppressed then cast(members as double) / customers end
            as selection_rate
    from judged

),

compared as (

    select
        *,
        max(case when trait_group <> 'unknown' then selection_rate end) over (
            partition by family, segment, trait
        ) as best_rate
    from rates

),

final as (

    select
        family,
        segment,
        trait,
        trait_group,
        as_of_date,
        is_suppressed,
        case when not is_suppressed then customers end as customers,
        case when not is_suppressed then members end as members,
        selection_rate,
        selection_rate / nullif(best_rate, 0) as ratio_to_best,
        coalesce(
            trait_group <> 'unknown'
            and selection_rate / nullif(best_rate, 0) < {{ var('fairness_alarm_ratio') }},
            false
        ) as is_alarm
    from compared

)

select * from final
