{#
Purpose    whether a number has moved too far from the median of its past
Arguments  number     the column with the number, in two relations in scope: `present`, one row; and
                      `past`, with one row per past run and as_of_date
           noun       what the number counts, for the reason
           max_pct, direction, warm_up, runs, minimum  as in segment_change
Result     CTEs and a SELECT: the columns of `present` with usual_<number>, past_runs, change_pct,
           reason, is_outside; no row if the number is as usual
Example    {{ dbt.change_from_usual('members', 'members', 25, 'down', 3, 7, 30) }}
#}
{% macro change_from_usual(number, noun, max_pct, direction, warm_up, runs, minimum) -%}
{%- if direction not in ('up', 'down', 'both') -%}
    {{ exceptions.raise_compiler_error("direction is up, down or both, not '" ~ direction ~ "'") }}
{%- endif -%}
latest as (
    select
        {{ number }},
        row_number() over (order by as_of_date desc) as run_number
    from past
),

usual as (
    select
        count(*) as past_runs,
        percentile_cont(0.5) within group (order by cast({{ number }} as double)) as {{ number }}
    from latest
    where run_number <= {{ runs }}
),

changes as (
    select
        present.*,
        usual.{{ number }} as usual_{{ number }},
        usual.past_runs,
        case
            when usual.{{ number }} > 0
                then 100.0 * (present.{{ number }} - usual.{{ number }}) / usual.{{ number }}
        end as change_pct
    from present
    cross join usual
),

judged as (
    select
        *,
        case
            when past_runs < {{ warm_up }} then 'not judged: fewer than {{ warm_up }} past runs'
            when usual_{{ number }} < {{ minimum }} or change_pct is null
                then 'not judged: usually fewer than {{ minimum }} {{ noun }}'
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
{%- endmacro %}
