{#
Purpose    the rows that an incremental model of changes writes: keys that are new, deleted, or have
           a digest different from the recorded one. Their change number is that of the generation
           that the run publishes. Such a model has no full refresh: downstream models store the
           numbers, and each run compares all keys anyway
Arguments  today    a relation in scope: one row per key, with the columns below
           key      its key, which is the model's unique_key
           columns  a list of further columns to keep
           digest   the sum of row_digest over the rows of the key
           what     what the model holds, for the message that refuses an earlier day
Result     a SELECT: the key, as_of_date, change_number, the columns and the digest, which are NULL
           for a deleted key: delete_when='... is null'
Example    final as ( {{ changed_digests('today', 'customer_id', ['orders'], 'orders_digest',
           'what is known of customers') }} )
#}
{% macro changed_digests(today, key, columns, digest, what) -%}
    {%- if is_incremental() %}
    select
        coalesce(today.{{ key }}, recorded.{{ key }}) as {{ key }},
        runs.as_of_date,
        cast({{ run_generation() }} as bigint) as change_number,
        {%- for column in columns %}
        today.{{ column }},
        {%- endfor %}
        today.{{ digest }}
    from {{ today }} as today
    full outer join {{ this }} as recorded on today.{{ key }} = recorded.{{ key }}
    cross join (

        select
            (select max(as_of_date) from {{ ref('customer_ids') }}) as as_of_date,
            (select max(as_of_date) from {{ this }}) as last_as_of_date

    ) as runs
    where
        {{ refuse_earlier_day('runs.last_as_of_date', 'runs.as_of_date', what) }}
        and (
            today.{{ key }} is null
            or recorded.{{ key }} is null
            or today.{{ digest }} <> recorded.{{ digest }}
        )
    {%- else %}
    select
        {{ key }},
        (select max(as_of_date) from {{ ref('customer_ids') }}) as as_of_date,
        cast({{ run_generation() }} as bigint) as change_number,
        {%- for column in columns %}
        {{ column }},
        {%- endfor %}
        {{ digest }}
    from {{ today }}
    {%- endif %}
{%- endmacro %}
