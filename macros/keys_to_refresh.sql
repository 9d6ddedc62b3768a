{#
Purpose    the keys whose rows an incremental model recomputes: those changed since it last ran, and
           those deleted. In a first build, all keys. The model keeps change_number, the number
           up to which it has read changes
Arguments  changes  a model of changes by key, see changed_digests
           key      its key, which is the model's unique_key as well
           also     a relation in scope with more keys to refresh, of those in `changes`
Result     a SELECT: the key, change_number (NULL for deleted keys), as_of_date
Example    refreshed as ( {{ keys_to_refresh(ref('customer_changes')) }} )
#}
{% macro keys_to_refresh(changes, key='customer_id', also=none) -%}
    {%- if is_incremental() %}
    select
        changes.{{ key }},
        changes.change_number,
        runs.as_of_date
    from {{ changes }} as changes
    cross join (

        select
            (select coalesce(max(change_number), 0) from {{ this }}) as recorded,
            (select max(as_of_date) from {{ ref('customer_ids') }}) as as_of_date

    ) as runs
    where
        changes.change_number > runs.recorded
        {%- if also is not none %}
        or changes.{{ key }} in (select {{ key }} from {{ also }})
        {%- endif %}

    union all

    select distinct
        {{ key }},
        cast(null as bigint) as change_number,
        cast(null as date) as as_of_date
    from {{ this }}
    where {{ key }} not in (select {{ key }} from {{ changes }})
    {%- else %}
    select
        {{ key }},
        change_number,
        (select max(as_of_date) from {{ ref('customer_ids') }}) as as_of_date
    from {{ changes }}
    {%- endif %}
{%- endmacro %}
