-- Experiments whose declaration has changed since they began. A warning: the recorded design stays
-- in effect. For a different design, declare an experiment with a different name.
{{ config(enabled=experiments() | length > 0, severity='warn') }}
{%- set columns = [
    'experiment', 'arm', 'share', 'family', 'segment', 'is_assigned_elsewhere', 'salt', 'metric',
    'guardrails', 'segments_of', 'starts_on', 'assign_until', 'stops_on', 'window_days',
    'baseline_days', 'planned_customers', 'minimum_conversions', 'cap_percentile',
] %}

with

declared as (
{{ experiment_plan() }}

),

designs as (

    select * from {{ ref('experiment_designs') }}

),

final as (

    select {{ columns | join(', ') }}
    from declared
    where experiment in (select experiment from designs)
    except
    select {{ columns | join(', ') }}
    from designs

)

select * from final
