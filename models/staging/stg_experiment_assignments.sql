{{ config(enabled=stages_input('experiment_assignments')) }}

with

experiment_assignments as (

    select * from {{ source('shop', 'experiment_assignments') }}

),

final as (

    select
        experiment,
        customer_id,
        lower(arm) as arm,
        cast(assigned_at as timestamp) as assigned_at
    from experiment_assignments

)

select * from final
