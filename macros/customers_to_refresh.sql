{#
Purpose    whose rows an incremental model of purchases makes anew: those whose purchases have
           changed since it was last run, and those it holds who are no longer customers. In a
           first build, everybody. The model keeps change_number, which says how far it has come
Arguments  also  a relation in scope with the customer_id of others to refresh
Result     a SELECT: customer_id, change_number (NULL for those who are gone), as_of_date
Example    refreshed as ( {{ customers_to_refresh() }} )
#}
{% macro customers_to_refresh(also=none) -%}
    {%- if is_incremental() %}
    select
        changes.customer_id,
        changes.change_number,
        runs.as_of_date
    from {{ ref('customer_changes') }} as changes
    cross join (

        select
            (select coalesce(max(change_number), 0) from {{ this }}) as recorded,
            (select coalesce(max(change_number), 0) from {{ ref('customer_changes') }}) as latest,
            (select max(as_of_date) from {{ ref('customer_ids') }}) as as_of_date

    ) as runs
    where
        changes.change_number > runs.recorded
        -- Someone has dropped customer_changes, and it numbers from 1 again.
        or runs.latest < runs.recorded
        {%- if also is not none %}
        or changes.customer_id in (select customer_id from {{ also }})
        {%- endif %}

    union all

    select distinct
        customer_id,
        cast(null as bigint) as change_number,
        cast(null as date) as as_of_date
    from {{ this }}
    where customer_id not in (select customer_id from {{ ref('customer_changes') }})
    {%- else %}
    select
        customer_id,
        change_number,
        (select max(as_of_date) from {{ ref('customer_ids') }}) as as_of_date
    from {{ ref('customer_changes') }}
    {%- endif %}
{%- endmacro %}
