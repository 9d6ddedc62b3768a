{{
    config(
        materialized='incremental',
        unique_key=['customer_id', 'family', 'segment', 'valid_from'],
        full_refresh=var('restart_segment_history'),
    )
}}

with

memberships as (

    select * from {{ ref('segment_membership') }}

),

customers as (

    select * from {{ ref('customer_features') }}

),

today as (

    select * from {{ ref('membership_days') }}
    where as_of_date = {{ as_of_date() }}

),

definitions as (

    select * from {{ ref('segment_definition_history') }}

),

-- What is recorded and may still change: open rows, and what an earlier run of today wrote.
recorded as (
{% if is_incremental() %}
    select
        customer_id,
        family,
        segment,
        rule,
        valid_from,
        valid_to,
        entry_reason,
        exit_reason
    from {{ this }}
    where
        valid_to is null
        or valid_to = {{ as_of_date() }}
{% else %}
    select
        customer_id,
        family,
        segment,
        rule,
        cast(as_of_date as date) as valid_from,
        cast(as_of_date as date) as valid_to,
        rule as entry_reason,
        rule as exit_reason
    from memberships
    where false
{% endif %}
),

-- Members at the end of the day before.
members_before as (

    select * from recorded
    where valid_from < {{ as_of_date() }}

),

people_before as (

    select distinct customer_id from members_before

),

changed_definitions as (

    select distinct
        definitions.family,
        definitions.segment
    from definitions
    cross join today
    where
        today.previous_as_of_date is not null
        and definitions.valid_from is distinct from definitions.valid_to
        and {{ as_of_date() }} in (definitions.valid_from, definitions.valid_to)

),

{% if var('input_erasure_requests') %}
erased_customers as (

    select * from {{ ref('erased_customers') }}

),
{% endif %}

{% if var('input_identity_links') %}
merged_customers as (

    select distinct source_id as customer_id from {{ ref('customer_xref') }}
    where
        source_id_type = 'customer'
        and source_id <> customer_id

),
{% endif %}

stays as (

    select
        members_before.customer_id,
        members_before.family,
        members_before.segment,
        memberships.rule
    from members_before
    inner join memberships
        on
            members_before.customer_id = memberships.customer_id
            and members_before.family = memberships.family
            and members_before.segment = memberships.segment

),

-- Who came into a family's changed segment, or left one: the other half of the move is by
-- definition too.
moved_by_definition as (

    select distinct
        memberships.customer_id,
        memberships.family
    from memberships
    inner join changed_definitions
        on
            memberships.family = changed_definitions.family
            and memberships.segment = changed_definitions.segment
    left join stays
        on
            memberships.customer_id = stays.customer_id
            and memberships.family = stays.family
            and memberships.segment = stays.segment
    where stays.customer_id is null

    union

    select distinct
        members_before.customer_id,
        members_before.family
    from members_before
    inner join changed_definitions
        on
            members_before.family = changed_definitions.family
            and members_before.segment = changed_definitions.segment
    left join stays
        on
            members_before.customer_id = stays.customer_id
            and members_before.family = stays.family
            and members_before.segment = stays.segment
    where stays.customer_id is null

),

ending as (

    select
        members_before.customer_id,
        members_before.family,
        members_before.segment,
        members_before.rule,
        members_before.valid_from,
        case
            when stays.rule = members_before.rule then cast(null as date)
            else {{ as_of_date() }}
        end as valid_to,
        members_before.entry_reason,
        case
            when stays.rule = members_before.rule then null
            when stays.rule is not null then 'definition'
            {% if var('input_erasure_requests') -%}
            when erased_customers.customer_id is not null then 'erasure'
            {% endif -%}
            {% if var('input_identity_links') -%}
            when customers.customer_id is null and merged_customers.customer_id is not null
                then 'identity'
            {% endif -%}
            when customers.customer_id is null then 'data'
            when moved_by_definition.customer_id is not null then 'definition'
            else 'data'
        end as exit_reason
    from members_before
    left join stays
        on
            members_before.customer_id = stays.customer_id
            and members_before.family = stays.family
            and members_before.segment = stays.segment
    left join customers on members_before.customer_id = customers.customer_id
    left join moved_by_definition
        on
            members_before.customer_id = moved_by_definition.customer_id
            and members_before.family = moved_by_definition.family
    {% if var('input_erasure_requests') -%}
    left join erased_customers on members_before.customer_id = erased_customers.customer_id
    {% endif -%}
    {% if var('input_identity_links') -%}
    left join merged_customers on members_before.customer_id = merged_customers.customer_id
    {% endif %}
),

beginning as (

    select
        memberships.customer_id,
        memberships.family,
        memberships.segment,
        memberships.rule,
        {{ as_of_date() }} as valid_from,
        cast(null as date) as valid_to,
        case
            when today.previous_as_of_date is null then 'start'
            when members_before.rule is not null then 'definition'
            when people_before.customer_id is null then 'data'
            when moved_by_definition.customer_id is not null then 'definition'
            else 'data'
        end as entry_reason,
        cast(null as varchar) as exit_reason
    from memberships
    cross join today
    left join members_before
        on
            memberships.customer_id = members_before.customer_id
            and memberships.family = members_before.family
            and memberships.segment = members_before.segment
    left join people_before on memberships.customer_id = people_before.customer_id
    left join moved_by_definition
        on
            memberships.customer_id = moved_by_definition.customer_id
            and memberships.family = moved_by_definition.family
    where
        members_before.rule is null
        or members_before.rule <> memberships.rule

),

-- What an earlier run of today began and this one does not: it ends on the day it began, so that
-- it held on no day.
withdrawn as (

    select
        recorded.customer_id,
        recorded.family,
        recorded.segment,
        recorded.rule,
        recorded.valid_from,
        {{ as_of_date() }} as valid_to,
        recorded.entry_reason,
        'data' as exit_reason
    from recorded
    left join beginning
        on
            recorded.customer_id = beginning.customer_id
            and recorded.family = beginning.family
            and recorded.segment = beginning.segment
    where
        recorded.valid_from = {{ as_of_date() }}
        and beginning.customer_id is null

),

as_they_are_now as (

    select * from ending
    union all
    select * from beginning
    union all
    select * from withdrawn

),

changed as (

    select * from as_they_are_now
    except
    select * from recorded

),

final as (

    select
        *,
        {{ as_of_date() }} as as_of_date
    from changed

)

select * from final
