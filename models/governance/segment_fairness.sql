{%- set columns = [] %}
{%- for model, names in var('fairness_traits').items() %}
    {%- for name in names %}{% do columns.append([model, name]) %}{% endfor %}
{%- endfor %}

{{ config(enabled=var('fairness_traits') | length > 0) }}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

-- Whoever stated nothing is a group, too: leaving them out could hide that a segment avoids them.
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

-- Every segment with every group: one that a segment never takes would be missing otherwise.
cells as (

    select
        segments.family,
        segments.segment,
        group_sizes.trait,
        group_sizes.trait_group,
        segments.as_of_date,
        group_sizes.customers,
        coalesce(selected.members, 0) as members
    from segments
    cross join group_sizes
    left join selected
        on
            segments.family = selected.family
            and segments.segment = selected.segment
            and group_sizes.trait = selected.trait
            and group_sizes.trait_group = selected.trait_group

),

{{ dbt.compared_groups(
    'cells', ['family', 'segment', 'trait'], var('minimum_cell'), var('fairness_alarm_ratio')
) }},

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
        ratio_to_best,
        is_alarm
    from compared

)

select * from final
