with

sizes as (

    select * from {{ ref('segment_size_daily') }}

),

days as (

    select * from {{ ref('membership_days') }}

),

chi2_quantiles as (

    select * from {{ ref('chi2_quantiles') }}

),

baselines as (

    select
        'rolling' as baseline,
        coalesce(
            max(
                case
                    when {{ dbt.datediff('as_of_date', as_of_date(), 'day') }}
                        >= {{ var('stability_baseline_days') }}
                        then as_of_date
                end
            ),
            min(case when as_of_date < {{ as_of_date() }} then as_of_date end)
        ) as baseline_on
    from days

    union all

    -- A fixed baseline: small daily moves add up against it.
    select
        'reference' as baseline,
        coalesce(
            {% if var('drift_reference_on') -%}
            max(
                case
                    when
                        as_of_date <= cast('{{ var('drift_reference_on') }}' as date)
                        and as_of_date < {{ as_of_date() }}
                        then as_of_date
                end
            ),
            {% endif -%}
            min(case when as_of_date < {{ as_of_date() }} then as_of_date end)
        ) as baseline_on
    from days

),

-- Members moved by a changed rule are counted as if they had been in the segment on the baseline
-- day: otherwise each edit of a rule would look like a change in customers.
counted as (

    select
        baselines.baseline,
        baselines.baseline_on,
        sizes.family,
        sizes.segment,
        sum(case when sizes.as_of_date = {{ as_of_date() }} then sizes.members else 0 end)
            as members,
        greatest(
            sum(
                case
                    when sizes.as_of_date = baselines.baseline_on then sizes.members
                    when sizes.as_of_date > baselines.baseline_on then sizes.change_by_definition
                    else 0
                end
            ),
            0
        ) as baseline_members
    from sizes
    cross join baselines
    where sizes.as_of_date <= {{ as_of_date() }}
    group by baselines.baseline, baselines.baseline_on, sizes.family, sizes.segment

),

present as (

    select
        *,
        count(*) over (partition by baseline, family) as segments,
        sum(members) over (partition by baseline, family) as family_members,
        sum(baseline_members) over (partition by baseline, family) as family_baseline_members
    from counted
    where members > 0 or baseline_members > 0

),

-- Half a member is added to each segment: an empty one has no logarithm.
shares as (

    select
        *,
        (members + 0.5) / (family_members + 0.5 * segments) as share,
        (baseline_members + 0.5) / (family_baseline_members + 0.5 * segments) as baseline_share
    from present

),

indexes as (

    select
        baseline,
        baseline_on,
        family,
        max(segments) as segments,
        max(family_members) as members,
        max(family_baseline_members) as baseline_members,
        -- Rounded: floating-point sums depend on the order of rows.
        round(sum((share - baseline_share) * ln(share / baseline_share)), 12) as psi
    from shares
    group by baseline, baseline_on, family

),

limits as (

    select
        indexes.baseline,
        indexes.family,
        indexes.baseline_on,
        cast(indexes.segments as bigint) as segments,
        cast(indexes.members as bigint) as members,
        cast(indexes.baseline_members as bigint) as baseline_members,
        case when indexes.baseline_members > 0 and indexes.members > 0 then indexes.psi end as psi,
        case
            when indexes.segments = 1 then 0
            else
                (1.0 / nullif(indexes.members, 0) + 1.0 / nullif(indexes.baseline_members, 0))
                * chi2_quantiles.q999
        end as psi_by_chance
    from indexes
    left join chi2_quantiles on indexes.segments - 1 = chi2_quantiles.degrees_of_freedom

),

limited as (

    select
        *,
        greatest(0.1, psi_by_chance) as psi_limit,
        psi > greatest(0.1, psi_by_chance) as is_over
    from limits

),

final as (

    select
        rolling.family,
        rolling.baseline_on,
        rolling.segments,
        rolling.members,
        rolling.baseline_members,
        rolling.psi,
        rolling.psi_by_chance,
        rolling.psi_limit,
        reference.baseline_on as reference_on,
        reference.psi as reference_psi,
        reference.psi_limit as reference_psi_limit,
        rolling.is_over or reference.is_over as is_flagged
    from limited as rolling
    inner join limited as reference on rolling.family = reference.family
    where
        rolling.baseline = 'rolling'
        and reference.baseline = 'reference'

)

select * from final
