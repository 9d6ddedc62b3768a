{#
Purpose    the size of each segment on the day of the run, and why it differs from that of the day
           recorded before, for an incremental model that keeps both
Arguments  entity     the column that identifies the members of a segment
           history    a relation, see membership_history. Not one in scope: that would hold all
                      its rows, although few are of the day
           of_people  whether the entities are people, who can be merged, erased and forgotten: then
                      the result has columns for these changes
Result     CTEs, without a trailing comma; `final` has one row per segment that is declared, has
           members or had members. In scope are sizes (see sizes_of), today (the row of
           the day, see membership_days) and catalogue (see segment_catalogue; only the families
           of the entity)
Example    with sizes as (...), ..., {{ daily_sizes('account_id', ref('account_history')) }}
           {{ only_changes(...) }}
#}
{% macro daily_sizes(entity, history, of_people=false) -%}
{%- set exit_reasons = ['data', 'definition', 'model'] -%}
{%- if of_people -%}
    {%- set exit_reasons = exit_reasons + ['identity', 'erasure'] -%}
{%- endif -%}
members as (

    select
        family,
        segment,
        members
    from sizes

),

{% if of_people or not is_incremental() %}
known_before as (

    select
        family,
        segment,
        count(*) as members
    from {{ history }}
    where
        valid_from < {{ as_of_date() }}
        and (valid_to is null or valid_to >= {{ as_of_date() }})
    group by family, segment

),
{% endif %}

before as (
{% if is_incremental() %}
    select
        recorded.family,
        recorded.segment,
        recorded.members
    from {{ this }} as recorded
    inner join today on recorded.as_of_date = today.previous_as_of_date
{% else %}
    select * from known_before
{% endif %}
),

{{ moves_of_today(history, entity) }},

-- Before the first day there are no members: the history begins with those at the end of that day.
entries_of_today as (

    select
        entered.family,
        entered.segment,
        case when today.previous_as_of_date is null then 'start' else entered.entry_reason end
            as reason
    from entered
    cross join today

),

entries as (

    select
        family,
        segment,
        count(*) as entered
        {%- for reason in ['start', 'data', 'definition', 'model'] %},
        sum(case when reason = '{{ reason }}' then 1 else 0 end) as by_{{ reason }}
        {%- endfor %}
    from entries_of_today
    group by family, segment

),

exits as (

    select
        family,
        segment,
        count(*) as exited
        {%- for reason in exit_reasons %},
        sum(case when exit_reason = '{{ reason }}' then 1 else 0 end) as by_{{ reason }}
        {%- endfor %}
    from left_behind
    group by family, segment

),

-- An empty segment has a row with 0 members: a gap in a chart would look like a missing run.
segments as (

    select
        family,
        segment
    from catalogue
    union
    select
        family,
        segment
    from before
    where members > 0
{%- if is_incremental() %}
    union
    select
        family,
        segment
    from {{ this }}
    where as_of_date = {{ as_of_date() }}
{%- endif %}

),

counted as (

    select
        segments.family,
        segments.segment,
        today.as_of_date,
        today.previous_as_of_date,
        coalesce(before.members, 0) as members_before,
        coalesce(entries.entered, 0) as entered,
        coalesce(exits.exited, 0) as known_exits,
        {%- if of_people %}
        -- `seg erase` removes people from the history. Without this, sizes would no longer follow
        -- from the day before plus entries minus exits.
        coalesce(before.members, 0) - coalesce(known_before.members, 0) as forgotten,
        {%- endif %}
        coalesce(members.members, 0) as members,
        coalesce(entries.by_start, 0) as change_by_start,
        coalesce(entries.by_data, 0) - coalesce(exits.by_data, 0) as change_by_data,
        coalesce(entries.by_definition, 0) - coalesce(exits.by_definition, 0)
            as change_by_definition,
        coalesce(entries.by_model, 0) - coalesce(exits.by_model, 0) as change_by_model
        {%- if of_people %},
        -coalesce(exits.by_identity, 0) as change_by_identity,
        -coalesce(exits.by_erasure, 0) as known_change_by_erasure
        {%- endif %}
    from segments
    cross join today
    left join members
        on segments.family = members.family and segments.segment = members.segment
    left join before
        on segments.family = before.family and segments.segment = before.segment
    {%- if of_people %}
    left join known_before
        on segments.family = known_before.family and segments.segment = known_before.segment
    {%- endif %}
    left join entries
        on segments.family = entries.family and segments.segment = entries.segment
    left join exits
        on segments.family = exits.family and segments.segment = exits.segment

),

final as (

    select
        family,
        segment,
        as_of_date,
        previous_as_of_date,
        members_before,
        entered,
        known_exits{{ ' + forgotten' if of_people }} as exited,
        members,
        {%- if of_people %}
        forgotten,
        {%- endif %}
        cast(change_by_start as bigint) as change_by_start,
        cast(change_by_data as bigint) as change_by_data,
        cast(change_by_definition as bigint) as change_by_definition,
        cast(change_by_model as bigint) as change_by_model
        {%- if of_people %},
        cast(change_by_identity as bigint) as change_by_identity,
        cast(known_change_by_erasure - forgotten as bigint) as change_by_erasure
        {%- endif %}
    from counted

)
{%- endmacro %}
