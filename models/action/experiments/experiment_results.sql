{{ config(enabled=experiments() | length > 0, stamps={}) }}
{%- set columns = [
    'experiment', 'arm', 'metric', 'by_segment', 'role', 'method', 'family', 'segment',
    'customers_drawn', 'customers_complete', 'is_final',
    'is_segment_of_draw_day', 'customers_control', 'customers_treatment', 'conversions_control',
    'conversions_treatment', 'minimum_conversions', 'cap', 'mean_control', 'mean_treatment',
    'difference', 'standard_error', 'interval_low', 'interval_high', 'lift', 'lift_low',
    'lift_high', 'sequential_low', 'sequential_high', 'detectable_difference', 'p_value',
    'srm_chi2', 'srm_p_value', 'p_value_holm', 'shrunk_difference', 'shrunk_low', 'shrunk_high',
    'verdict',
] %}

with

decisions as (

    select * from {{ ref('experiment_decisions') }}

),

verdicts as (

    select * from {{ ref('experiment_verdicts') }}

),

final as (

    select
        {{ columns | join(',\n        ') }},
        cast(planned_customers as bigint) as planned_customers,
        decided_on,
        {{ as_of_date() }} as as_of_date
    from decisions

    union all

    select
        {{ columns | join(',\n        ') }},
        cast(planned_customers as bigint) as planned_customers,
        cast(null as date) as decided_on,
        {{ as_of_date() }} as as_of_date
    from verdicts
    where
        experiment || ':' || arm || ':' || metric || ':' || coalesce(by_segment, '')
        not in (select decision_id from decisions)

)

select * from final
