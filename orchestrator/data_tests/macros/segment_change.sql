{#
Purpose    a segment has not grown or shrunk too much against the median of its past runs. To avoid
           false alarms, it does not judge before warm_up past runs, nor a usual size below
           min_members. Changes by a new definition are applied to past sizes and do not count
           as changes of today
Arguments  model (a family's table), segment, family
           history      the relation with one row per family, segment and as_of_date: members,
                        change_by_definition
           max_pct      the maximum change, as a percentage of the usual size
           direction    down: only shrinking counts; up: only growing; both
           warm_up      the number of past runs required
           runs         the number of latest past runs in the median
           min_members  the minimum usual size to judge
Result     one row if the change is too large: segment, members, usual_members, past_runs,
           change_pct, reason, is_outside. A row that is not judged says why and does not fail
Example    - segment_change:
               arguments:
                 segment: vip
                 family: value
                 history: ref('segment_size_daily')
                 max_pct: 25
                 direction: down
#}
{% test segment_change(
    model, segment, family, history, max_pct, direction='both', warm_up=3, runs=7, min_members=30
) -%}
{{ config(fail_calc='count(case when is_outside then 1 end)') }}
with recorded as (
    select
        as_of_date,
        members,
        change_by_definition
    from {{ history }}
    where
        family = {{ sql_literal(family) }}
        and segment = {{ sql_literal(segment) }}
),

today as (
    select coalesce(max(as_of_date), (select max(as_of_date) from {{ history }})) as as_of_date
    from {{ model }}
),

present as (
    select
        {{ sql_literal(segment) }} as segment,
        count(*) as members
    from {{ model }}
    where segment = {{ sql_literal(segment) }}
),

-- Past sizes by today's definition.
past as (
    select
        earlier.as_of_date,
        earlier.members + coalesce(sum(later.change_by_definition), 0) as members
    from recorded as earlier
    inner join today on earlier.as_of_date < today.as_of_date
    left join recorded as later
        on earlier.as_of_date < later.as_of_date and later.as_of_date <= today.as_of_date
    group by earlier.as_of_date, earlier.members
),

{{ dbt.change_from_usual('members', 'members', max_pct, direction, warm_up, runs, min_members) }}
{%- endtest %}
