{#
Purpose    the history of memberships (SCD2): an interval for each entity, segment and rule, from the
           day on which it was recorded until the day on which it no longer held, with the reason of
           either. For an incremental model that keeps it
Arguments  entity         the column that says who is in a segment
           entities       a relation in scope: all who are there
           model_changes  a relation in scope: segments that a model moved; none without models
           erased         a relation in scope: entities who asked to be erased; none without requests
           merged         a relation in scope: entities who became others; none without links
Result     CTEs, without a comma behind them; `final` has the rows to write. In scope are memberships
           (the entity, family, segment, rule), today (the row of the day, see membership_days),
           definitions (see segment_definition_history) and catalogue (see segment_catalogue)
Example    with memberships as (...), ..., {{ membership_history('customer_id', 'customers') }}
           select * from final
#}
{% macro membership_history(entity, entities, model_changes=none, erased=none, merged=none) -%}
{% if not is_incremental() %}
-- First run: nothing is recorded yet, so every membership begins today.
changed as (

    select
        memberships.{{ entity }},
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
        {{ entity }},
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

-- One digest per entity is compared first, since comparing all rows takes several times as long
-- and on most days few move.
-- Sums of digests: they do not depend on the order in which memberships are read.
digests_before as (

    select
        {{ entity }},
        sum({{ row_digest(['family', 'segment', 'rule']) }}) as digest
    from members_before
    group by {{ entity }}

),

digests_today as (

    select
        {{ entity }},
        sum({{ row_digest(['family', 'segment', 'rule']) }}) as digest
    from memberships
    group by {{ entity }}

),

changed_entities as (

    select coalesce(digests_before.{{ entity }}, digests_today.{{ entity }}) as {{ entity }}
    from digests_before
    full outer join digests_today on digests_before.{{ entity }} = digests_today.{{ entity }}
    where digests_before.digest is distinct from digests_today.digest

    union

    select {{ entity }} from recorded_today

),

changed_before as (

    select * from members_before
    where {{ entity }} in (select {{ entity }} from changed_entities)

),

changed_today as (

    select * from memberships
    where {{ entity }} in (select {{ entity }} from changed_entities)

),

-- Everything below works on these few rows only.
differences as (

    select
        coalesce(changed_before.{{ entity }}, changed_today.{{ entity }}) as {{ entity }},
        coalesce(changed_before.family, changed_today.family) as family,
        coalesce(changed_before.segment, changed_today.segment) as segment,
        changed_before.rule as rule_before,
        changed_before.valid_from,
        changed_before.entry_reason,
        changed_today.rule as rule_today
    from changed_before
    full outer join changed_today
        on
            changed_before.{{ entity }} = changed_today.{{ entity }}
            and changed_before.family = changed_today.family
            and changed_before.segment = changed_today.segment
    where
        changed_before.rule is null
        or changed_today.rule is null
        or changed_before.rule <> changed_today.rule
        or changed_before.valid_to is not null

),

known_before as (

    select distinct {{ entity }} from members_before
    where {{ entity }} in (select {{ entity }} from differences where rule_before is null)

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

-- Who moved because a rule changed did not change. In an exclusive family
-- both ends of such a move are by definition; in an overlapping family only the segment whose
-- rule changed is.
moved_by_definition as (

    select distinct
        differences.{{ entity }},
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

-- Who moved because another model, or the same one fitted again, predicts now did not change
-- either. Who moves on such a day by the data alone is not told apart.
moved_by_model as (
{% if model_changes is not none %}
    select distinct
        family,
        segment
    from {{ model_changes }}
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
        differences.{{ entity }},
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
            {% if erased is not none -%}
            when erased.{{ entity }} is not null then 'erasure'
            {% endif -%}
            {% if merged is not none -%}
            when entities.{{ entity }} is null and merged.{{ entity }} is not null
                then 'identity'
            {% endif -%}
            when entities.{{ entity }} is null then 'data'
            when moved_by_definition.{{ entity }} is not null then 'definition'
            when moved_by_model.segment is not null then 'model'
            else 'data'
        end as exit_reason
    from differences
    left join {{ entities }} as entities on differences.{{ entity }} = entities.{{ entity }}
    left join moved_by_definition
        on
            differences.{{ entity }} = moved_by_definition.{{ entity }}
            and differences.family = moved_by_definition.family
            and coalesce(moved_by_definition.segment, differences.segment) = differences.segment
    left join moved_by_model
        on
            differences.family = moved_by_model.family
            and differences.segment = moved_by_model.segment
    {% if erased is not none -%}
    left join {{ erased }} as erased on differences.{{ entity }} = erased.{{ entity }}
    {% endif -%}
    {% if merged is not none -%}
    left join {{ merged }} as merged on differences.{{ entity }} = merged.{{ entity }}
    {% endif -%}
    where differences.rule_before is not null

),

beginning as (

    select
        differences.{{ entity }},
        differences.family,
        differences.segment,
        differences.rule_today as rule,
        {{ as_of_date() }} as valid_from,
        cast(null as date) as valid_to,
        case
            when today.previous_as_of_date is null then 'start'
            when differences.rule_before is not null then 'definition'
            when known_before.{{ entity }} is null then 'data'
            when moved_by_definition.{{ entity }} is not null then 'definition'
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
    left join known_before on differences.{{ entity }} = known_before.{{ entity }}
    left join moved_by_definition
        on
            differences.{{ entity }} = moved_by_definition.{{ entity }}
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
        recorded_today.{{ entity }},
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
            recorded_today.{{ entity }} = beginning.{{ entity }}
            and recorded_today.family = beginning.family
            and recorded_today.segment = beginning.segment
    where
        recorded_today.valid_from = {{ as_of_date() }}
        and beginning.{{ entity }} is null

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
            as_they_are_now.{{ entity }} = recorded_today.{{ entity }}
            and as_they_are_now.family = recorded_today.family
            and as_they_are_now.segment = recorded_today.segment
            and as_they_are_now.valid_from = recorded_today.valid_from
    where
        recorded_today.{{ entity }} is null
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
{%- endmacro %}
