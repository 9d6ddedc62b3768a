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

today as (

    select * from {{ ref('membership_days') }}
    where as_of_date = {{ as_of_date() }}

),

customers as (

    select * from {{ ref('customer_features') }}

),

definitions as (

    select * from {{ ref('segment_definition_history') }}

),

catalogue as (

    select * from {{ ref('segment_catalogue') }}

),

{% if has_model('model_changes') %}
model_changes as (

    select * from {{ ref('model_changes') }}

),
{% endif %}

{% if has_input('erasure_requests') %}
erased_customers as (

    select * from {{ ref('erased_customers') }}

),
{% endif %}

{% if has_input('identity_links') %}
merged_customers as (

    select distinct source_id as customer_id from {{ ref('customer_xref') }}
    where
        source_id_type = 'customer'
        and source_id <> customer_id

),
{% endif %}

{% if not is_incremental() %}
-- First run: nothing is recorded yet, so every membership begins today.
changed as (

    select
        memberships.customer_id,
        memberships.family,
        memberships.segment,
        memberships.rule,
        {{ as_of_date() }} as valid_from,
        cast(null as date) as valid_to,
        case when today.previous_as_of_date is null then 'start' else 'data' end as entry_reason,
        cast(null as varchar) as exit_reason
    from memberships
    cross join today

),

{% else %}
-- Only these rows can change: open ones, and what an earlier run of the same day wrote. The rest of
-- the history, which grows without end, is never read.
recorded as (

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

),

-- Members at the end of the last recorded day before today.
members_before as (

    select * from recorded
    where valid_from < {{ as_of_date() }}

),

recorded_today as (

    select * from recorded
    where
        valid_from = {{ as_of_date() }}
        or valid_to = {{ as_of_date() }}

),

-- One digest per customer is compared first, since comparing all rows takes several times as long
-- and on most days few customers move.
-- Sums of digests: they do not depend on the order in which memberships are read.
digests_before as (

    select
        customer_id,
        sum({{ row_digest(['family', 'segment', 'rule']) }}) as digest
    from members_before
    group by customer_id

),

digests_today as (

    select
        customer_id,
        sum({{ row_digest(['family', 'segment', 'rule']) }}) as digest
    from memberships
    group by customer_id

),

changed_customers as (

    select coalesce(digests_before.customer_id, digests_today.customer_id) as customer_id
    from digests_before
    full outer join digests_today on digests_before.customer_id = digests_today.customer_id
    where digests_before.digest is distinct from digests_today.digest

    union

    select customer_id from recorded_today

),

changed_before as (

    select * from members_before
    where customer_id in (select customer_id from changed_customers)

),

changed_today as (

    select * from memberships
    where customer_id in (select customer_id from changed_customers)

),

-- Everything below works on these few rows only.
differences as (

    select
        coalesce(changed_before.customer_id, changed_today.customer_id) as customer_id,
        coalesce(changed_before.family, changed_today.family) as family,
        coalesce(changed_before.segment, changed_today.segment) as segment,
        changed_before.rule as rule_before,
        changed_before.valid_from,
        changed_before.entry_reason,
        changed_today.rule as rule_today
    from changed_before
    full outer join changed_today
        on
            changed_before.customer_id = changed_today.customer_id
            and changed_before.family = changed_today.family
            and changed_before.segment = changed_today.segment
    where
        changed_before.rule is null
        or changed_today.rule is null
        or changed_before.rule <> changed_today.rule
        or changed_before.valid_to is not null

),

people_before as (

    select distinct customer_id from members_before
    where customer_id in (select customer_id from differences where rule_before is null)

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

overlapping_families as (

    select distinct family from catalogue
    where mode = 'overlapping'

),

-- Somebody who moved because a rule changed is not somebody who changed. In an exclusive family
-- both ends of such a move are by definition; in an overlapping family only the segment whose
-- rule changed is.
moved_by_definition as (

    select distinct
        differences.customer_id,
        differences.family,
        case when overlapping_families.family is not null then differences.segment end as segment
    from differences
    inner join changed_definitions
        on
            differences.family = changed_definitions.family
            and differences.segment = changed_definitions.segment
    left join overlapping_families on differences.family = overlapping_families.family
    where
        differences.rule_before is null
        or differences.rule_today is null

),

-- Somebody who moved because another model, or the same one fitted again, predicts now is not
-- somebody who changed either. Who moves on such a day by the data alone is not told apart.
moved_by_model as (
{% if has_model('model_changes') %}
    select distinct
        family,
        segment
    from model_changes
{% else %}
    select
        family,
        segment
    from catalogue
    where false
{% endif %}
),

ending as (

    select
        differences.customer_id,
        differences.family,
        differences.segment,
        differences.rule_before as rule,
        differences.valid_from,
        case
            when differences.rule_today = differences.rule_before then cast(null as date)
            else {{ as_of_date() }}
        end as valid_to,
        differences.entry_reason,
        case
            when differences.rule_today = differences.rule_before then null
            when differences.rule_today is not null then 'definition'
            {% if has_input('erasure_requests') -%}
            when erased_customers.customer_id is not null then 'erasure'
            {% endif -%}
            {% if has_input('identity_links') -%}
            when customers.customer_id is null and merged_customers.customer_id is not null
                then 'identity'
            {% endif -%}
            when customers.customer_id is null then 'data'
            when moved_by_definition.customer_id is not null then 'definition'
            when moved_by_model.segment is not null then 'model'
            else 'data'
        end as exit_reason
    from differences
    left join customers on differences.customer_id = customers.customer_id
    left join moved_by_definition
        on
            differences.customer_id = moved_by_definition.customer_id
            and differences.family = moved_by_definition.family
            and coalesce(moved_by_definition.segment, differences.segment) = differences.segment
    left join moved_by_model
        on
            differences.family = moved_by_model.family
            and differences.segment = moved_by_model.segment
    {% if has_input('erasure_requests') -%}
    left join erased_customers on differences.customer_id = erased_customers.customer_id
    {% endif -%}
    {% if has_input('identity_links') -%}
    left join merged_customers on differences.customer_id = merged_customers.customer_id
    {% endif -%}
    where differences.rule_before is not null

),

beginning as (

    select
        differences.customer_id,
        differences.family,
        differences.segment,
        differences.rule_today as rule,
        {{ as_of_date() }} as valid_from,
        cast(null as date) as valid_to,
        case
            when today.previous_as_of_date is null then 'start'
            when differences.rule_before is not null then 'definition'
            when people_before.customer_id is null then 'data'
            when moved_by_definition.customer_id is not null then 'definition'
            when moved_by_model.segment is not null then 'model'
            else 'data'
        end as entry_reason,
        cast(null as varchar) as exit_reason
    from differences
    cross join today
    left join moved_by_model
        on
            differences.family = moved_by_model.family
            and differences.segment = moved_by_model.segment
    left join people_before on differences.customer_id = people_before.customer_id
    left join moved_by_definition
        on
            differences.customer_id = moved_by_definition.customer_id
            and differences.family = moved_by_definition.family
            and coalesce(moved_by_definition.segment, differences.segment) = differences.segment
    where
        differences.rule_today is not null
        and (differences.rule_before is null or differences.rule_before <> differences.rule_today)

),

-- An earlier run of the same day began these, and this one does not. They end on the day they
-- began, which counts as no day at all; deleting them would hide that they were once published.
withdrawn as (

    select
        recorded_today.customer_id,
        recorded_today.family,
        recorded_today.segment,
        recorded_today.rule,
        recorded_today.valid_from,
        {{ as_of_date() }} as valid_to,
        recorded_today.entry_reason,
        'data' as exit_reason
    from recorded_today
    left join beginning
        on
            recorded_today.customer_id = beginning.customer_id
            and recorded_today.family = beginning.family
            and recorded_today.segment = beginning.segment
    where
        recorded_today.valid_from = {{ as_of_date() }}
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

    select as_they_are_now.*
    from as_they_are_now
    left join recorded_today
        on
            as_they_are_now.customer_id = recorded_today.customer_id
            and as_they_are_now.family = recorded_today.family
            and as_they_are_now.segment = recorded_today.segment
            and as_they_are_now.valid_from = recorded_today.valid_from
    where
        recorded_today.customer_id is null
        or as_they_are_now.rule <> recorded_today.rule
        or as_they_are_now.valid_to is distinct from recorded_today.valid_to
        or as_they_are_now.entry_reason <> recorded_today.entry_reason
        or as_they_are_now.exit_reason is distinct from recorded_today.exit_reason

),

{% endif %}
final as (

    select
        *,
        {{ as_of_date() }} as as_of_date
    from changed

)

select * from final
