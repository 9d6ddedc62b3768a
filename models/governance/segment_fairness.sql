{%- set columns = [] %}
{%- for model, names in var('fairness_traits').items() %}
    {%- for name in names %}{% do columns.append([model, name]) %}{% endfor %}
{%- endfor %}
{%- set given = var('fairness_given') %}

{{ config(enabled=var('fairness_traits') | length > 0, once_per=once_a_day()) }}

with

catalogue as (

    select
        family,
        segment,
        selection
    from {{ ref('segment_catalogue') }}

),

-- The legitimate criterion: people are compared only with those who have the same value.
factors as (
{% for model, column in given.items() %}
    select
        customer_id,
        coalesce(cast({{ column }} as {{ dbt.type_string() }}), 'none') as factor
    from {{ ref(model) }}
{% else %}
    select
        customer_id,
        'all' as factor
    from {{ ref('customer_features') }}
{% endfor %}
),

-- People who stated nothing are a group too: leaving them out could hide that a segment avoids
-- them.
stated as (
{% for model, name in columns %}
    select
        customer_id,
        '{{ name }}' as trait,
        coalesce(cast({{ name }} as {{ dbt.type_string() }}), 'unknown') as trait_group
    from {{ ref(model) }}
    {{ 'union all' if not loop.last }}
{%- endfor %}

),

{{ segments_by_set() }},

-- All customers are read once; all else follows from these counts.
groups_by_set as (

    select
        sets.segment_set,
        stated.trait,
        stated.trait_group,
        factors.factor,
        count(*) as customers
    from stated
    inner join factors on stated.customer_id = factors.customer_id
    left join sets on stated.customer_id = sets.customer_id
    group by sets.segment_set, stated.trait, stated.trait_group, factors.factor

),

strata as (

    select
        trait,
        trait_group,
        factor,
        cast(sum(customers) as bigint) as customers
    from groups_by_set
    group by trait, trait_group, factor

),

selected as (

    select
        numbered_sets.segment_number,
        groups_by_set.trait,
        groups_by_set.trait_group,
        groups_by_set.factor,
        cast(sum(groups_by_set.customers) as bigint) as members
    from numbered_sets
    inner join groups_by_set on numbered_sets.segment_set = groups_by_set.segment_set
    group by
        numbered_sets.segment_number,
        groups_by_set.trait,
        groups_by_set.trait_group,
        groups_by_set.factor

),

-- Every segment with every group: otherwise a group that a segment never selects would be missing.
cells_by_factor as (

    select
        segments.family,
        segments.segment,
        strata.trait,
        strata.trait_group,
        strata.factor,
        strata.customers,
        coalesce(selected.members, 0) as members
    from segments
    cross join strata
    left join selected
        on
            segments.segment_number = selected.segment_number
            and strata.trait = selected.trait
            and strata.trait_group = selected.trait_group
            and strata.factor = selected.factor

),

cells as (

    select
        counted.family,
        counted.segment,
        counted.trait,
        counted.trait_group,
        counted.customers,
        counted.members,
        catalogue.selection
    from (
        select
            family,
            segment,
            trait,
            trait_group,
            cast(sum(customers) as bigint) as customers,
            cast(sum(members) as bigint) as members
        from cells_by_factor
        group by family, segment, trait, trait_group
    ) as counted
    left join catalogue
        on
            counted.family = catalogue.family
            and counted.segment = catalogue.segment

),

{{ dbt.compared_groups(
    'cells', ['family', 'segment', 'trait'], var('minimum_cell'), var('fairness_alarm_ratio'),
    "coalesce(selection = 'burden', false)"
) }},

-- Mantel and Haenszel's ratio of a group's rate and the best group's, over the strata of the factor;
-- the variance of its logarithm is Greenland and Robins' (Biometrics 41, 1985).
pairs as (

    select
        compared.family,
        compared.segment,
        compared.trait,
        compared.trait_group,
        cast(own.members as double) as a,
        cast(own.customers as double) as n1,
        cast(best.members as double) as c,
        cast(best.customers as double) as n0
    from compared
    inner join cells_by_factor as own
        on
            compared.family = own.family
            and compared.segment = own.segment
            and compared.trait = own.trait
            and compared.trait_group = own.trait_group
    inner join cells_by_factor as best
        on
            compared.family = best.family
            and compared.segment = best.segment
            and compared.trait = best.trait
            and compared.best_group = best.trait_group
            and own.factor = best.factor
    where
        compared.trait_group <> compared.best_group
        and not compared.is_suppressed

),

pooled as (

    select
        family,
        segment,
        trait,
        trait_group,
        -- Rounded: floating-point sums depend on the order of rows.
        round(sum(a * n0 / (n1 + n0)), 9) as own_part,
        round(sum(c * n1 / (n1 + n0)), 9) as best_part,
        round(sum((n1 * n0 * (a + c) - a * c * (n1 + n0)) / power(n1 + n0, 2)), 9) as spread
    from pairs
    group by family, segment, trait, trait_group

),

given_ratios as (

    select
        compared.*,
        case
            when compared.selection = 'burden' then pooled.best_part / nullif(pooled.own_part, 0)
            else pooled.own_part / nullif(pooled.best_part, 0)
        end as given_ratio,
        {{ dbt.z_of_pairs('compared.compared_groups') }}
        * sqrt(pooled.spread / nullif(pooled.own_part * pooled.best_part, 0)) as given_half_width
    from compared
    left join pooled
        on
            compared.family = pooled.family
            and compared.segment = pooled.segment
            and compared.trait = pooled.trait
            and compared.trait_group = pooled.trait_group

),

judged as (

    select
        *,
        given_ratio * exp(-given_half_width) as given_low,
        given_ratio * exp(given_half_width) as given_high,
        -- If one of the two groups is never selected, its ratio has no such interval.
        case
            when is_suppressed or trait_group = best_group or trait_group = 'unknown' then null
            when given_ratio is null or ratio_to_best is null then 'too few to tell'
            when coalesce(given_ratio * exp(given_half_width), ratio_high) < 1
                and given_ratio < {{ var('fairness_alarm_ratio') }}
                then 'worse than the best group'
            when coalesce(given_ratio * exp(given_half_width), ratio_high) < 1
                then 'a little worse than the best group'
            when coalesce(given_ratio * exp(-given_half_width), ratio_low)
                >= {{ var('fairness_alarm_ratio') }}
                then 'not much worse than the best group'
            else 'too few to tell'
        end as finding
    from given_ratios

),

final as (

    select
        family,
        segment,
        trait,
        trait_group,
        selection,
        is_suppressed,
        case when not is_suppressed then customers end as customers,
        case when not is_suppressed then members end as members,
        selection_rate,
        best_group,
        ratio_to_best,
        ratio_low,
        ratio_high,
        case when not is_suppressed then given_ratio end as given_ratio,
        case when not is_suppressed then given_low end as given_low,
        case when not is_suppressed then given_high end as given_high,
        finding,
        -- Only a segment that declares `selection` (a benefit or a burden) can put a group at a
        -- disadvantage.
        coalesce(selection is not null and finding = 'worse than the best group', false)
            as is_alarm
    from judged

)

select * from final
