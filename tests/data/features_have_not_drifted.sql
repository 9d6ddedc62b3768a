-- Features whose customers are not like those of the day recorded before. A warning: look at the
-- feature's source first, then at what is made of it. Values may move because the world does.
{{ config(severity='warn') }}

with

feature_drift as (

    select * from {{ ref('feature_drift') }}

),

final as (

    select
        feature,
        previous_as_of_date,
        as_of_date,
        previous_null_rate,
        null_rate,
        psi,
        psi_limit
    from feature_drift
    where
        as_of_date = {{ as_of_date() }}
        and is_flagged

)

select * from final
