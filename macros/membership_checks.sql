{#
Purpose    memberships missing from the open rows of the history, and open rows without a membership
Arguments  entity  the column that identifies the members of a segment
Result     CTEs, without a trailing comma; `final` is empty if there are no errors. In scope are
           memberships and history (see membership_history)
Example    with memberships as (...), history as (...), {{ open_is_as_today('account_id') }}
#}
{% macro open_is_as_today(entity) -%}
open_rows as (

    select
        {{ entity }},
        family,
        segment,
        rule,
        count(*) as open_count
    from history
    where valid_to is null
    group by {{ entity }}, family, segment, rule

),

final as (

    select
        coalesce(memberships.{{ entity }}, open_rows.{{ entity }}) as {{ entity }},
        coalesce(memberships.family, open_rows.family) as family,
        coalesce(memberships.segment, open_rows.segment) as segment,
        memberships.rule as rule_today,
        open_rows.rule as rule_in_history,
        open_rows.open_count
    from memberships
    full outer join open_rows
        on
            memberships.{{ entity }} = open_rows.{{ entity }}
            and memberships.family = open_rows.family
            and memberships.segment = open_rows.segment
            and memberships.rule = open_rows.rule
    where
        memberships.{{ entity }} is null
        or open_rows.{{ entity }} is null
        or open_rows.open_count <> 1

)
{%- endmacro %}

{#
Purpose    intervals of one membership that overlap, by days or by moments, or have inconsistent
           days, moments or reasons
Arguments  entity  the column that identifies the members of a segment
Result     CTEs, without a trailing comma; `final` is empty if there are no errors. In scope is
           history (see membership_history)
Example    with history as (...), {{ intervals_that_clash('account_id') }}
#}
{% macro intervals_that_clash(entity) -%}
-- Only a membership that has ended can begin again. Most never do.
ended as (

    select distinct
        {{ entity }},
        family,
        segment
    from history
    where valid_to is not null

),

followed as (

    select
        history.*,
        lead(history.valid_from) over following as next_valid_from,
        lead(history.entered_at) over following as next_entered_at
    from history
    inner join ended
        on
            history.{{ entity }} = ended.{{ entity }}
            and history.family = ended.family
            and history.segment = ended.segment
    window
        following as (
            partition by history.{{ entity }}, history.family, history.segment
            order by
                history.valid_from,
                coalesce(history.valid_to, date '9999-12-31'),
                history.entered_at,
                history.exited_at
        )

),

overlapping as (

    select
        {{ entity }},
        family,
        segment,
        valid_from,
        valid_to,
        entered_at,
        exited_at,
        exit_reason,
        next_valid_from
    from followed
    where
        next_valid_from is not null
        and (valid_to is null or valid_to > next_valid_from or exited_at > next_entered_at)

),

not_in_order as (

    select
        {{ entity }},
        family,
        segment,
        valid_from,
        valid_to,
        entered_at,
        exited_at,
        exit_reason,
        cast(null as date) as next_valid_from
    from history
    where
        valid_to < valid_from
        or exited_at < entered_at
        or (valid_to is null) <> (exit_reason is null)
        -- Rows recorded by a release that knew only days have no moments.
        or (entered_at is not null and (valid_to is null) <> (exited_at is null))
        or (valid_to is null and exited_at is not null)
        -- No row may hold a moment after the day whose run wrote it.
        or valid_from > as_of_date
        or valid_to > as_of_date

),

final as (

    select * from overlapping
    union all
    select * from not_in_order

)
{%- endmacro %}

{#
Purpose    daily sizes that do not follow from the day before, or differ from today's sizes
Arguments  of_people  as in daily_sizes
Result     CTEs, without a trailing comma; `final` is empty if there are no errors. In scope are
           sizes (see daily_sizes) and memberships
Example    with sizes as (...), memberships as (...), {{ daily_sizes_that_are_off() }}
#}
{% macro daily_sizes_that_are_off(of_people=false) -%}
members as (

    select
        family,
        segment,
        count(*) as members
    from memberships
    group by family, segment

),

wrong_sums as (

    select
        family,
        segment,
        as_of_date,
        'n(t) is not n(t-1) + entered - exited' as problem
    from sizes
    where members <> members_before + entered - exited

    union all

    select
        family,
        segment,
        as_of_date,
        'the parts do not add up to the change' as problem
    from sizes
    where
        members - members_before
        <> change_by_start + change_by_data + change_by_definition + change_by_model
        {%- if of_people %}
        + change_by_identity + change_by_erasure
        {%- endif %}

    union all

    select
        family,
        segment,
        as_of_date,
        'less than nothing' as problem
    from sizes
    where members < 0 or entered < 0 or exited < 0{{ ' or forgotten < 0' if of_people }}

),

wrong_days as (

    select
        sizes.family,
        sizes.segment,
        sizes.as_of_date,
        'n(t-1) is not what was recorded' as problem
    from sizes
    left join sizes as earlier
        on
            sizes.family = earlier.family
            and sizes.segment = earlier.segment
            and sizes.previous_as_of_date = earlier.as_of_date
    where sizes.members_before <> coalesce(earlier.members, 0)

),

wrong_today as (

    select
        coalesce(today.family, members.family) as family,
        coalesce(today.segment, members.segment) as segment,
        {{ as_of_date() }} as as_of_date,
        'n(t) is not the number of members' as problem
    from (
        select * from sizes
        where as_of_date = {{ as_of_date() }}
    ) as today
    full outer join members
        on
            today.family = members.family
            and today.segment = members.segment
    where coalesce(today.members, 0) <> coalesce(members.members, 0)

),

final as (

    select * from wrong_sums
    union all
    select * from wrong_days
    union all
    select * from wrong_today

)
{%- endmacro %}

{#
Purpose    sizes that differ from the number of members, and exclusive families whose sizes do not
           add up to all entities
Arguments  entity    the column that identifies the members of a segment
           entities  a relation in scope: all possible members
           is_once   whether nobody is known to be in a segment twice
Result     CTEs, without a trailing comma; `final` is empty if there are no errors. In scope are
           sizes (see sizes_of), memberships and catalogue (see segment_catalogue)
Example    with sizes as (...), ..., {{ sizes_that_are_off('account_id', 'accounts') }}
#}
{% macro sizes_that_are_off(entity, entities, is_once=false) -%}
everybody as (

    select count(*) as entities from {{ entities }}

),

exclusive_families as (

    select distinct family from catalogue
    where mode = 'exclusive'

),

counted as (

    select
        family,
        segment,
        count({{ '*' if is_once else 'distinct ' ~ entity }}) as members
    from memberships
    group by family, segment

),

wrong_sizes as (

    select
        coalesce(sizes.family, counted.family) as family,
        coalesce(sizes.segment, counted.segment) as segment,
        sizes.members as members,
        counted.members as expected_members
    from sizes
    full outer join counted
        on
            sizes.family = counted.family
            and sizes.segment = counted.segment
    where coalesce(sizes.members, -1) <> coalesce(counted.members, -1)

),

wrong_totals as (

    select
        sizes.family,
        'all segments' as segment,
        sum(sizes.members) as members,
        max(everybody.entities) as expected_members
    from sizes
    inner join exclusive_families on sizes.family = exclusive_families.family
    cross join everybody
    group by sizes.family
    having sum(sizes.members) <> max(everybody.entities)

),

final as (

    select * from wrong_sizes
    union all
    select * from wrong_totals

)
{%- endmacro %}
