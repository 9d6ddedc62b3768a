-- Counted from memberships: each member of a list must have one row for each of its channels, and
-- nobody else may have a row.
{{ config(enabled=has_input('consents')) }}
{%- set lists = contact_lists() %}

with

wanted as (
{% for list in lists %}
    {{ 'union all' if not loop.first }}
    select
        customer_id,
        family,
        segment,
        {{ sql_literal(list.channel) }} as channel
    from {{ ref('segment_membership') }}
    where
        family = {{ sql_literal(list.family) }}
        and segment = {{ sql_literal(list.segment) }}
{%- else %}
    select
        customer_id,
        family,
        segment,
        '' as channel
    from {{ ref('segment_membership') }}
    where false
{%- endfor %}

),

decided as (

    select
        customer_id,
        family,
        segment,
        channel,
        count(*) as outcomes
    from {{ ref('contact_plan') }}
    where outcome is not null
    group by
        customer_id,
        family,
        segment,
        channel

),

final as (

    select
        coalesce(wanted.customer_id, decided.customer_id) as customer_id,
        coalesce(wanted.family, decided.family) as family,
        coalesce(wanted.segment, decided.segment) as segment,
        coalesce(wanted.channel, decided.channel) as channel,
        coalesce(decided.outcomes, 0) as outcomes
    from wanted
    full outer join decided
        on
            wanted.customer_id = decided.customer_id
            and wanted.family = decided.family
            and wanted.segment = decided.segment
            and wanted.channel = decided.channel
    where
        wanted.customer_id is null
        or coalesce(decided.outcomes, 0) <> 1

)

select * from final
