{{ config(enabled=experiments() | length > 0, stamps={}) }}

with

assignments as (

    select * from {{ ref('experiment_assignment') }}

),

designs as (

    select * from {{ ref('experiment_designs') }}

),

final as (

    select distinct
        assignments.customer_id,
        assignments.family,
        assignments.segment,
        {{ as_of_date() }} as as_of_date
    from assignments
    inner join designs
        on
            assignments.experiment = designs.experiment
            and assignments.arm = designs.arm
    where
        assignments.arm = 'control'
        and assignments.segment is not null
        and not designs.is_assigned_elsewhere
        and {{ dbt.datediff('assignments.assigned_on', as_of_date(), 'day') }}
        <= designs.window_days

)

select * from final
