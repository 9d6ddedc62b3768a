{{
    config(
        enabled=experiments() | length > 0,
        materialized='incremental',
        unique_key='decision_id',
        full_refresh=var('restart_experiments'),
        stamps={},
    )
}}

with

verdicts as (

    select * from {{ ref('experiment_verdicts') }}

),

final as (

    select
        verdicts.experiment || ':' || verdicts.arm || ':' || verdicts.metric || ':'
        || coalesce(verdicts.by_segment, '') as decision_id,
        verdicts.*,
        {{ as_of_date() }} as decided_on
    from verdicts
    where
        verdicts.is_final
{%- if is_incremental() %}
        -- A decision is final, whatever later data show.
        and verdicts.experiment || ':' || verdicts.arm || ':' || verdicts.metric || ':'
        || coalesce(verdicts.by_segment, '') not in (select decision_id from {{ this }})
{%- endif %}

)

select * from final
