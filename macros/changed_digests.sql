{#
Purpose    what an incremental model of changes writes: the keys that are new, that are gone, or
           whose digest differs from the recorded one. Their change number is that of the
           generation that the run publishes. Such a model has no full refresh: its readers remember
           the numbers, and everything that is new is compared in each run anyway
Arguments  today    a relation in scope: one row per key, with the columns below
           key      its key, which is the model's unique_key
           columns  a list of others to keep
           digest   the sum of row_digest over what the key has
           what     what the model holds, for the message that refuses an earlier day
Result     a SELECT: the key, as_of_date, change_number, the columns and the digest, which are NULL
           for a key that is gone: delete_when='... is null'
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
