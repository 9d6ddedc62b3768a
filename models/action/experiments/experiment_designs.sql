{{
    config(
        enabled=experiments() | length > 0,
        materialized='incremental',
        unique_key=['experiment', 'arm'],
        full_refresh=var('restart_experiments'),
        stamps={},
    )
}}

with

declared as (
{{ experiment_plan() }}

),

-- A design is recorded on the first recorded day on or after its start, and then kept: changing the
-- metric, the sample or the stop after seeing results would bias the verdict.
begun as (

    select
        declared.*,
        {{ as_of_date() }} as started_on,
        {{ as_of_date() }} as as_of_date
    from declared
    where declared.starts_on <= {{ as_of_date() }}

),

final as (

    select begun.*
    from begun
{%- if is_incremental() %}
    where begun.experiment not in (select experiment from {{ this }})
{%- endif %}

)

select * from final
