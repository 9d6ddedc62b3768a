-- Features whose customers are not like those of the day recorded before, of some weeks ago, or of the
-- reference. A warning: look at the feature's source first, then at what is made of it. Values may
-- move because the world does; then let drift_reference_on be a later day.
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
        flagged_against,
        psi,
        rolling_psi,
        reference_psi,
        psi_limit
    from feature_drift
    where
        as_of_date = {{ as_of_date() }}
        and is_flagged

)

select * from final
