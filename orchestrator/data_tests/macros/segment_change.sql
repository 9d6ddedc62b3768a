{#
Purpose    a segment has not grown or shrunk too much against the median of its past runs. It does
           not cry wolf: nothing is said before warm_up past runs, nor of a usual size under
           min_members; and what a changed definition moved is put on the past, not held against
           today
Arguments  model (a family's table), segment, family
           history      the relation with one row per family, segment and as_of_date: members,
                        change_by_definition
           max_pct      how many per cent of the usual size the change may be
           direction    down: only shrinking counts; up: only growing; both
           warm_up      how many past runs there have to be
           runs         the median is that of so many past runs, the latest
           min_members  the least usual size that is judged
Result     one row when the change is too large: segment, members, usual_members, past_runs,
           change_pct, reason, is_outside. A row that is not judged says why, and does not fail
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
{%- if direction not in ('up', 'down', 'both') -%}
    {{ exceptions.raise_compiler_error("segment_change: direction is up, down or both") }}
{%- endif -%}
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

members_today as (
    select count(*) as members
    from {{ model }}
    where segment = {{ sql_literal(segment) }}
),

by_todays_definition as (
    select
        past.as_of_date,
        past.members + coalesce(sum(later.change_by_definition), 0) as members
    from recorded as past
    inner join today on past.as_of_date < today.as_of_date
    left join recorded as later
        on past.as_of_date < later.as_of_date and later.as_of_date <= today.as_of_date
    group by past.as_of_date, past.members
),

latest as (
    select
        members,
        row_number() over (order by as_of_date desc) as run_number
    from by_todays_definition
),

usual as (
    select
        count(*) as past_runs,
        percentile_cont(0.5) within group (order by cast(members as double)) as members
    from latest
    where run_number <= {{ runs }}
),

changes as (
    select
        {{ sql_literal(segment) }} as segment,
        members_today.members,
        usual.members as usual_members,
        usual.past_runs,
        case
            when usual.members > 0
                then 100.0 * (members_today.members - usual.members) / usual.members
        end as change_pct
    from members_today
    cross join usual
),

judged as (
    select
        *,
        case
            when past_runs < {{ warm_up }} then 'not judged: fewer than {{ warm_up }} past runs'
            when usual_members < {{ min_members }} or change_pct is null
                then 'not judged: usually fewer than {{ min_members }} members'
            {%- if direction != 'up' %}
            when change_pct < -({{ max_pct }}) then 'shrank by more than {{ max_pct }} %'
            {%- endif %}
            {%- if direction != 'down' %}
            when change_pct > {{ max_pct }} then 'grew by more than {{ max_pct }} %'
            {%- endif %}
        end as reason
    from changes
)

select
    *,
    reason not like 'not judged%' as is_outside
from judged
where reason is not null
{%- endtest %}
