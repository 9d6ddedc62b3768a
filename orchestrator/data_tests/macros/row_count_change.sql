{#
Purpose    a relation has not grown or shrunk too much against its published rows, or against the
           median of its past runs. To avoid false alarms, it does not judge before warm_up past
           runs, nor a usual size below min_rows
Arguments  model
           max_pct    the maximum change, as a percentage of the usual number of rows
           direction  down: only shrinking counts; up: only growing; both
           history    a relation with a history: rows of one as_of_date add up to that day's
                      number. By default, the published model is the only past run
           number     its column with the number of rows
           as_of      SQL: the as-of date of the model's rows; only earlier days are past
           warm_up    the number of past runs required
           runs       the number of latest past runs in the median
           min_rows   the minimum usual number to judge
Result     one row if the change is too large: row_count, usual_row_count, past_runs, change_pct,
           reason, is_outside. A row that is not judged says why and does not fail
Example    - row_count_change: {arguments: {max_pct: 20, direction: down}}
           - row_count_change:
               arguments: {max_pct: 20, history: ref('membership_days'), number: customers}
#}
{% test row_count_change(
    model, max_pct, direction='both', history=none, number='row_count', as_of='as_of_date',
    warm_up=3, runs=7, min_rows=30
) -%}
{{ config(fail_calc='count(case when is_outside then 1 end)') }}
with present as (
    select count(*) as row_count
    from {{ model }}
),

{% if history is not none -%}
today as (
    select coalesce(max({{ as_of }}), (select max(as_of_date) from {{ history }})) as as_of_date
    from {{ model }}
),

past as (
    select
        recorded.as_of_date,
        sum(recorded.{{ number }}) as row_count
    from {{ history }} as recorded
    inner join today on recorded.as_of_date < today.as_of_date
    group by recorded.as_of_date
),
{%- else -%}
{%- set warm_up = 1 -%}
past as (
    select
        cast(null as date) as as_of_date,
        count(*) as row_count
    from {{ model if published is none else published }}
    having {{ 'false' if published is none else 'true' }}
),
{%- endif %}

{{ dbt.change_from_usual('row_count', 'rows', max_pct, direction, warm_up, runs, min_rows) }}
{%- endtest %}
