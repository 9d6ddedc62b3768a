{{
    config(
        enabled=experiments() | length > 0,
        materialized='incremental',
        unique_key=['experiment', 'customer_id'],
        full_refresh=var('restart_experiments'),
    )
}}

with

experiments as (
{{ experiment_plan() }}

),

memberships as (

    select * from {{ ref('segment_membership') }}

),

days as (

    select * from {{ ref('membership_days') }}

),

-- An experiment starts once: moving starts_on later must not draw a second sample.
started as (
{% if is_incremental() %}
    select
        experiment,
        min(assigned_on) as started_on
    from {{ this }}
    group by experiment
{% else %}
    select
        experiment,
        starts_on as started_on
    from experiments
    where false
{% endif %}
),

-- A day without a run must not prevent the start: the first recorded day on or after it counts.
open_experiments as (

    select
        experiments.experiment,
        experiments.family,
        experiments.segment,
        experiments.salt,
        experiments.treatment_share,
        {{ as_of_date() }} as assigned_on
    from experiments
    inner join days on days.as_of_date >= experiments.starts_on
    left join started on experiments.experiment = started.experiment
    group by
        experiments.experiment,
        experiments.family,
        experiments.segment,
        experiments.salt,
        experiments.treatment_share,
        experiments.assign_until,
        started.started_on
    having
        (
            min(days.as_of_date) = {{ as_of_date() }}
            and coalesce(started.started_on, {{ as_of_date() }}) = {{ as_of_date() }}
        )
        or (min(days.as_of_date) < {{ as_of_date() }} and {{ as_of_date() }} <= experiments.assign_until)

),

drawn as (

    select
        open_experiments.experiment,
        memberships.customer_id,
        open_experiments.family,
        open_experiments.segment,
        open_experiments.treatment_share,
        open_experiments.assigned_on,
        {{ hash_bucket('open_experiments.salt', 'memberships.customer_id') }} as bucket
    from open_experiments
    inner join memberships
        on
            open_experiments.family = memberships.family
            and open_experiments.segment = memberships.segment

),

final as (

    select
        drawn.experiment,
        drawn.customer_id,
        drawn.family,
        drawn.segment,
        case
            when drawn.bucket < 10000 * drawn.treatment_share then 'treatment'
            else 'control'
        end as arm,
        drawn.bucket,
        drawn.assigned_on,
        drawn.assigned_on as as_of_date
    from drawn
{%- if is_incremental() %}
    -- Nobody changes arms: a new rule, salt or share only concerns people drawn from now on.
    left join {{ this }} as assigned
        on
            drawn.experiment = assigned.experiment
            and drawn.customer_id = assigned.customer_id
    where assigned.customer_id is null
{%- endif %}

)

select * from final
