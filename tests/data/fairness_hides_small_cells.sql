-- No cell with few people may be shown, and none may be the only hidden one among shown cells,
-- because it could then be computed from them.
{{ config(enabled=var('fairness_traits') | length > 0) }}

with

fairness as (

    select * from {{ ref('segment_fairness') }}

),

shown_and_small as (

    select
        family,
        segment,
        trait
    from fairness
    where
        customers < {{ var('minimum_cell') }}
        or members between 1 and {{ var('minimum_cell') }} - 1
        or (is_suppressed and (customers is not null or selection_rate is not null))

),

hidden_alone as (

    select
        family,
        segment,
        trait
    from fairness
    group by family, segment, trait
    having
        sum(case when is_suppressed then 1 else 0 end) = 1
        and count(*) > 1

),

final as (

    select * from shown_and_small
    union all
    select * from hidden_alone

)

select * from final
