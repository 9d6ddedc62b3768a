{#
Purpose    the shares of a family's segments match those of the previous run, except by chance: the
           population stability index, sum (q - p) ln(q / p), stays below a limit. The limit is
           raised if both runs are so small that chance alone exceeds it (chi-square, 99.9 %)
Arguments  model (a family's table), family
           history  the relation with one row per family, segment and as_of_date: members,
                    change_by_definition
           max_psi  the maximum index allowed; 0.1 is a small shift and 0.25 a large one
Result     one row if it is larger: family, members, previous_members, psi, limit_psi, reason,
           is_outside. Without a previous run, one row that says so and does not fail
Example    - drift: {arguments: {family: value, history: ref('segment_size_daily'), max_psi: 0.25}}
#}
{% test drift(model, family, history, max_psi) -%}
{{ config(fail_calc='count(case when is_outside then 1 end)') }}
with recorded as (
    select
        segment,
        as_of_date,
        members,
        change_by_definition
    from {{ history }}
    where family = {{ sql_literal(family) }}
),

today as (
    select coalesce(max(as_of_date), (select max(as_of_date) from recorded)) as as_of_date
    from {{ model }}
),

previous as (
    select max(recorded.as_of_date) as as_of_date
    from recorded
    inner join today on recorded.as_of_date < today.as_of_date
),

sizes as (
    select
        segment,
        count(*) as members,
        0 as previous_members
    from {{ model }}
    group by segment
    union all
    select
        recorded.segment,
        0 as members,
        recorded.members as previous_members
    from recorded
    inner join previous on recorded.as_of_date = previous.as_of_date
    union all
    select
        recorded.segment,
        0 as members,
        recorded.change_by_definition as previous_members
    from recorded
    inner join today on recorded.as_of_date = today.as_of_date
),

by_segment as (
    select
        segment,
        cast(sum(members) as double) as members,
        cast(greatest(sum(previous_members), 0) as double) as previous_members
    from sizes
    group by segment
),

totals as (
    select
        count(*) as segments,
        sum(members) as members,
        sum(previous_members) as previous_members
    from by_segment
),

-- Half a member is added to each segment, so that empty ones have a logarithm.
shares as (
    select
        (by_segment.members + 0.5) / (totals.members + 0.5 * totals.segments) as q,
        (by_segment.previous_members + 0.5)
        / (totals.previous_members + 0.5 * totals.segments) as p
    from by_segment
    cross join totals
),

-- The 99.9th percentile of chi-square by Wilson and Hilferty.
limits as (
    select
        members,
        previous_members,
        greatest(
            cast({{ max_psi }} as double),
            coalesce(
                (1.0 / nullif(members, 0) + 1.0 / nullif(previous_members, 0))
                * (segments - 1)
                * power(
                    1 - 2.0 / (9 * nullif(segments - 1, 0))
                    + 3.090232 * sqrt(2.0 / (9 * nullif(segments - 1, 0))),
                    3
                ),
                0
            )
        ) as limit_psi
    from totals
),

drifted as (
    select sum((q - p) * ln(q / p)) as psi
    from shares
),

judged as (
    select
        {{ sql_literal(family) }} as family,
        limits.members,
        limits.previous_members,
        drifted.psi,
        limits.limit_psi,
        case
            when coalesce(limits.previous_members, 0) = 0 then 'not judged: no run before'
            when drifted.psi > limits.limit_psi then 'the shares have shifted'
        end as reason
    from limits
    cross join drifted
)

select
    *,
    reason not like 'not judged%' as is_outside
from judged
where reason is not null
{%- endtest %}
