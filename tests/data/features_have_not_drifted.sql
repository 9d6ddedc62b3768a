-- Features whose distribution differs from that of the previous recorded day, of some weeks ago, or
-- of the reference. A warning: check the feature's source first, then its downstream models. If
-- values moved because the world did, set drift_reference_on to a later day.
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
