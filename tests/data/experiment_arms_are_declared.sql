-- Arms that another tool assigned for a declared experiment, but that the experiment does not
-- declare: customers in them are not counted. A warning: declare the arm in an experiment with a
-- different name, or correct the tool.
{{ config(
    enabled=experiments() | length > 0 and has_input('experiment_assignments'),
    severity='warn',
) }}

with

designs as (

    select * from {{ ref('experiment_designs') }}
    where is_assigned_elsewhere

),

told as (

    select
        experiment,
        lower(arm) as arm,
        count(*) as assignments
    from {{ ref('stg_experiment_assignments') }}
    group by experiment, lower(arm)

),

final as (

    select told.*
    from told
    left join designs
        on
            told.experiment = designs.experiment
            and told.arm = designs.arm
    where
        told.experiment in (select experiment from designs)
        and designs.experiment is null

)

select * from final
