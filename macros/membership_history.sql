{#
Purpose    the history of memberships (SCD2): one row per entity, segment and rule, from the run
           that found it to the run that no longer found it, with the days, moments and reasons
           of both. For an incremental model that keeps it
Arguments  entity         the column that identifies the members of a segment
           entities       a relation in scope: all entities
           model_changes  a relation in scope (see model_changes); none without models
           erased         a relation in scope: entities who asked to be erased; none without requests
           merged         a relation in scope: entities merged into others; none without links
Result     CTEs, without a trailing comma; `final` has the rows to write. In scope are memberships
           (the entity, family, segment, rule), today (the row of the day, see membership_days),
           definitions (see segment_definition_history) and catalogue (see segment_catalogue).
           A written row replaces all rows with its entity, family, segment and valid_from, so
           rows that stay are written again
Example    with memberships as (...), ..., {{ membership_history('customer_id', 'customers') }}
           select * from final
#}
{% macro membership_history(entity, entities, model_changes=none, erased=none, merged=none) -%}
{% if not is_incremental() %}
-- First run: nothing is recorded yet, so every membership begins now.
written as (

    select
        memberships.{{ entity }},
        memberships.family,
        memberships.segment,
        memberships.rule,
        today.as_of_date as valid_from,
        cast(null as date) as valid_to,
        case when today.previous_as_of_date is null then 'start' else 'data' end as entry_reason,
        cast(null as varchar) as exit_reason,
        {{ run_moment() }} as entered_at,
        cast(null as timestamp) as exited_at
    from memberships
    cross join today

),

{% else %}
history as (

    {{ with_moments(this, ['entered_at', 'exited_at']) }}

),

-- Memberships that the previous run saw. Rows that have ended stay as they are.
recorded as (

    select
        {{ entity }},
        family,
        segment,
        rule,
        valid_from,
        entry_reason,
        entered_at
    from history
    where valid_to is null

),

-- Moments never go back, even if the clock does.
runs as (

    select
        recorded_until,
        greatest({{ run_moment() }}, recorded_until) as moment
    from (
        select greatest(max(entered_at), max(exited_at)) as recorded_until from history
    ) as moments

),

-- One digest per entity is compared first: comparing all rows takes several times as long, and in
-- most runs few entities move.
-- Sums of digests do not depend on the order in which memberships are read.
digests_before as (

    select
        {{ entity }},
        sum({{ row_digest(['family', 'segment', 'rule']) }}) as digest
    from recorded
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

),

changed_before as (

    select * from recorded
    where {{ entity }} in (select {{ entity }} from changed_entities)

),

changed_today as (

    select * from memberships
    where {{ entity }} in (select {{ entity }} from changed_entities)

),

-- Everything below works only on these few rows.
differences as (

    select
        coalesce(changed_before.{{ entity }}, changed_today.{{ entity }}) as {{ entity }},
        coalesce(changed_before.family, changed_today.family) as family,
        coalesce(changed_before.segment, changed_today.segment) as segment,
        changed_before.rule as rule_before,
        changed_before.valid_from,
        changed_before.entry_reason,
        changed_before.entered_at,
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

),

known_before as (

    select distinct {{ entity }} from changed_before

),

changed_definitions as (

    select distinct
        definitions.family,
        definitions.segment
    from definitions
    cross join runs
    where
        {{ is_new_to('runs', 'definitions.began_at') }}
        or {{ is_new_to('runs', 'definitions.ended_at') }}

),

overlapping_families as (

    select distinct family from catalogue
    where mode = 'overlapping'

),

-- Entities that moved because a rule changed did not change themselves. In an exclusive family
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

-- Entities that moved because a different or refitted model predicts now did not change either.
-- Entities that move in such a run by the data alone are not distinguished.
moved_by_model as (
{% if model_changes is not none %}
    select distinct
        changes.family,
        changes.segment
    from {{ model_changes }} as changes
    cross join runs
    where {{ is_new_to('runs', 'changes.changed_at') }}
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
        today.as_of_date as valid_to,
        differences.entry_reason,
        case
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
        end as exit_reason,
        differences.entered_at,
        runs.moment as exited_at
    from differences
    cross join runs
    cross join today
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
        today.as_of_date as valid_from,
        cast(null as date) as valid_to,
        case
            when differences.rule_before is not null then 'definition'
            when known_before.{{ entity }} is null then 'data'
            when moved_by_definition.{{ entity }} is not null then 'definition'
            when moved_by_model.segment is not null then 'model'
            else 'data'
        end as entry_reason,
        cast(null as varchar) as exit_reason,
        runs.moment as entered_at,
        cast(null as timestamp) as exited_at
    from differences
    cross join runs
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
    where differences.rule_today is not null

),

written as (

    select * from ending
    union all
    select * from beginning

),

-- Stays within the day on which a written row began: the only ones that it would replace.
kept as (

    select
        history.{{ entity }},
        history.family,
        history.segment,
        history.rule,
        history.valid_from,
        history.valid_to,
        history.entry_reason,
        history.exit_reason,
        history.entered_at,
        history.exited_at,
        history.as_of_date
    from history
    inner join (
        select distinct
            {{ entity }},
            family,
            segment,
            valid_from
        from written
    ) as replacing
        on
            history.{{ entity }} = replacing.{{ entity }}
            and history.family = replacing.family
            and history.segment = replacing.segment
            and history.valid_from = replacing.valid_from
    where history.valid_from = history.valid_to

),

{% endif %}
final as (

    select
        {{ entity }},
        family,
        segment,
        rule,
        valid_from,
        valid_to,
        entry_reason,
        exit_reason,
        today.as_of_date,
        entered_at,
        exited_at
    from written
    cross join today
{%- if is_incremental() %}

    union all

    select
        {{ entity }},
        family,
        segment,
        rule,
        valid_from,
        valid_to,
        entry_reason,
        exit_reason,
        as_of_date,
        entered_at,
        exited_at
    from kept
{%- endif %}

)
{%- endmacro %}

{#
Purpose    whether something was recorded that the history has not seen yet: in this run, or in a
           run that did not reach the history
Arguments  runs    a relation in scope: recorded_until, the last moment in the history, if any
           moment  SQL: when it was recorded; NULL is never new
Result     a condition
Example    where {{ is_new_to('runs', 'changes.changed_at') }}
#}
{% macro is_new_to(runs, moment) -%}
    coalesce(
            {{ moment }} >= {{ run_moment() }} or {{ moment }} > {{ runs }}.recorded_until,
            {{ moment }} is not null
        )
{%- endmacro %}

{#
Purpose    the published rows of an incremental model with its columns of moments, which are NULL if
           an earlier release recorded only days
Arguments  relation  SQL: the table
           moments   a list of column names
Result     a SELECT
Example    history as ( {{ with_moments(this, ['entered_at', 'exited_at']) }} )
#}
{% macro with_moments(relation, moments) -%}
    {{- adapter.dispatch('with_moments', 'customer_segmentation')(relation, moments) -}}
{%- endmacro %}

{% macro default__with_moments(relation, moments) -%}
    select * from {{ relation }}
    union all by name
    select
        {%- for moment in moments %}
        cast(null as timestamp) as {{ moment }}{{ ',' if not loop.last }}
        {%- endfor %}
    where false
{%- endmacro %}

{#- On Spark every history has moments. -#}
{% macro spark__with_moments(relation, moments) -%}
    select * from {{ relation }}
{%- endmacro %}
