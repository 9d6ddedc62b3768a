{{
    config(
        enabled=experiments() | length > 0,
        materialized='incremental',
        unique_key=['experiment', 'customer_id'],
        full_refresh=var('restart_experiments'),
        stamps={},
    )
}}

with

designs as (

    select * from {{ ref('experiment_designs') }}

),

-- A day without a run must not prevent the start: the first recorded day from starts_on on counts.
open_arms as (

    select * from designs
    where
        not is_assigned_elsewhere
        and (started_on = {{ as_of_date() }} or {{ as_of_date() }} <= assign_until)

),

members as (

    select distinct
        customer_id,
        family,
        segment
    from {{ ref('segment_membership') }}

),

drawable as (

    select
        open_experiments.experiment,
        open_experiments.salt,
        members.customer_id,
        open_experiments.family,
        open_experiments.segment
    from (select distinct experiment, salt, family, segment from open_arms) as open_experiments
    inner join members
        on
            open_experiments.family = members.family
            and open_experiments.segment = members.segment

    union all

    -- Without a segment, all customers take part.
    select
        open_experiments.experiment,
        open_experiments.salt,
        customers.customer_id,
        open_experiments.family,
        open_experiments.segment
    from (select distinct experiment, salt, family, segment from open_arms) as open_experiments
    cross join {{ ref('customer_features') }} as customers
    where open_experiments.segment is null

),

-- Members of the global holdout are in no other experiment.
drawn as (

    select
        *,
        {{ hash_bucket('salt', 'customer_id') }} as bucket
    from drawable
    where
        experiment = 'global_holdout'
        or not {{ in_global_holdout('customer_id') }}

),

drawn_here as (

    select
        drawn.experiment,
        drawn.customer_id,
        drawn.family,
        drawn.segment,
        open_arms.arm,
        drawn.bucket,
        {{ as_of_date() }} as assigned_on
    from drawn
    inner join open_arms
        on
            drawn.experiment = open_arms.experiment
            and drawn.bucket >= 10000 * open_arms.share_before
            and drawn.bucket < 10000 * (open_arms.share_before + open_arms.share)

),

{% if has_input('experiment_assignments') %}
-- If somebody saw several arms, the first one counts.
told as (

    select
        assignments.experiment,
        customer_ids.customer_id,
        lower(assignments.arm) as arm,
        {{ local_date('assignments.assigned_at') }} as assigned_on,
        row_number() over (
            partition by assignments.experiment, customer_ids.customer_id
            order by assignments.assigned_at, lower(assignments.arm)
        ) as place
    from {{ ref('stg_experiment_assignments') }} as assignments
    inner join {{ ref('customer_ids') }} as customer_ids
        on assignments.customer_id = customer_ids.source_customer_id
    where {{ on_or_before_local_day('assignments.assigned_at', as_of_date()) }}

),

told_elsewhere as (

    select
        told.experiment,
        told.customer_id,
        designs.family,
        designs.segment,
        told.arm,
        cast(null as bigint) as bucket,
        told.assigned_on
    from told
    inner join designs
        on
            told.experiment = designs.experiment
            and told.arm = designs.arm
            and designs.is_assigned_elsewhere
            and told.assigned_on between designs.starts_on and designs.assign_until
    where told.place = 1

),
{% endif %}

all_assignments as (

    select * from drawn_here
{%- if has_input('experiment_assignments') %}
    union all
    select * from told_elsewhere
{%- endif %}

),

final as (

    select
        all_assignments.*,
        all_assignments.assigned_on as as_of_date
    from all_assignments
{%- if is_incremental() %}
    -- Nobody changes arms: a new rule, salt or share applies only to people drawn from now on.
    left join {{ this }} as assigned
        on
            all_assignments.experiment = assigned.experiment
            and all_assignments.customer_id = assigned.customer_id
    where assigned.customer_id is null
{%- endif %}

)

select * from final
