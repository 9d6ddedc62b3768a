{#
Purpose    the newest row is not too old
Arguments  model
           field        a timestamp in UTC; below a column: that column
           error_after  the maximum age allowed: {count: 1, period: day} (minute, hour or day)
           warn_after   the same, for level 1; one or both are required
           as_of        the time from which ages count; by default, the start of the run
Result     one row if the newest row is too old, over 5 minutes in the future, or missing:
           newest, age_seconds, reason, level (1: only warn_after is exceeded, else 2)
Example    - freshness: {arguments: {field: ordered_at, error_after: {count: 36, period: hour}}}
#}
{% test freshness(
    model, field=none, error_after=none, warn_after=none, as_of=none, column_name=none
) -%}
{{ config(error_if='!= 0 and max(level) = 2') }}
{%- if error_after is none and warn_after is none -%}
    {{ exceptions.raise_compiler_error("freshness needs error_after, warn_after or both") }}
{%- endif -%}
{%- set field = field or column_name -%}
{%- if field is none -%}
    {{ exceptions.raise_compiler_error("freshness needs a field, the column with the time") }}
{%- endif -%}
{%- set seconds_per = {'minute': 60, 'hour': 3600, 'day': 86400} -%}
{%- set limits = [] -%}
{#- While files are parsed, template arguments are not rendered yet. -#}
{%- for name, age, level in [('error_after', error_after, 2), ('warn_after', warn_after, 1)] -%}
    {%- if execute and age is not none -%}
        {%- set count, period = (age['count'], age['period']) if age is mapping else ('', '') -%}
        {%- if count is not number or period not in seconds_per -%}
            {{ exceptions.raise_compiler_error(
                name ~ " is written {count: 1, period: day}, with minute, hour or day"
            ) }}
        {%- endif -%}
        {%- set reason = 'older than ' ~ name ~ ' (' ~ count ~ ' ' ~ period ~ ')' -%}
        {%- do limits.append((count * seconds_per[period], reason, level)) -%}
    {%- endif -%}
{%- endfor -%}
{%- set now = as_of if as_of is not none else dbt.start_of_run() -%}
with newest_row as (
    select
        count(*) as n_rows,
        max(cast({{ field }} as timestamp)) as newest,
        cast({{ sql_literal(now | string) }} as timestamp) as as_of
    from {{ model }}
),

aged as (
    select
        n_rows,
        newest,
        {{ dbt.datediff('newest', 'as_of', 'second') }} as age_seconds
    from newest_row
),

judged as (
    select
        newest,
        age_seconds,
        case
            when n_rows = 0 then 'no rows'
            when newest is null then 'only NULLs'
            when age_seconds < -300 then 'in the future'
            {%- for seconds, reason, level in limits %}
            when age_seconds > {{ seconds }} then {{ sql_literal(reason) }}
            {%- endfor %}
        end as reason,
        case
            when n_rows = 0 or newest is null or age_seconds < -300 then 2
            {%- for seconds, reason, level in limits %}
            when age_seconds > {{ seconds }} then {{ level }}
            {%- endfor %}
        end as level
    from aged
)

select *
from judged
where reason is not null
{%- endtest %}

{#
Purpose    the start of the run, in a macro of its own: naming run_started_at forces a rendering
Result     a timestamp in UTC
Example    {{ start_of_run() }} -> 2024-03-01 12:00:00
#}
{% macro start_of_run() -%}
    {{- run_started_at.strftime('%Y-%m-%d %H:%M:%S') -}}
{%- endmacro %}
