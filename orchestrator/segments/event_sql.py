"""One scan of the events for everything that the rules of a project ask about them."""

import hashlib
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.segments.events import Measure

RULE_EVENTS = "rule_events"
"""The relation of all measures: one row per entity that has events some rule asks about."""

AS_OF_DATE = "as_of_date"
TIME_ZONE = "time_zone"
RULES = "rules_digest"
CHANGE_NUMBER = "change_number"


class EventSpelling(Struct, frozen=True):
    """How a dialect writes names, values and timestamps; `clock` is SQL for the days' time zone."""

    dialect: Dialect
    clock: str


class EventRelation(Struct, frozen=True):
    """The relation that contains events, and its columns."""

    relation: str
    entity: str
    event_type: str
    occurred_at: str


class EventChanges(Struct, frozen=True):
    """The relation of who has events, with a number that rises when these change."""

    relation: str
    entity: str
    change_number: str


def measures_sql(
    measures: Sequence[Measure],
    events: EventRelation,
    as_of: str,
    spelling: EventSpelling,
    *,
    only: str | None = None,
    shown: int = 0,
) -> str:
    """Return a SELECT with a row per entity and a column per measure, from one scan of events.

    Events after the day `as_of` never count. `only` is a condition on the events; with `shown`, at
    most that many timestamps are included, latest first.
    """
    asked = _asked_events(measures, events, spelling, only)
    return "\n".join(["with", "", *asked, "", *_answers(measures, events, as_of, spelling, shown)])


def refreshed_measures_sql(
    measures: Sequence[Measure],
    events: EventRelation,
    changes: EventChanges,
    as_of: str,
    spelling: EventSpelling,
) -> str:
    """Return the same as the template of an incremental model, by entity.

    Recomputes entities whose events changed since, or with an event that entered or left a window;
    all of them if the rules or the clock changed, or the day goes back.
    """
    dialect, key = spelling.dialect, spelling.dialect.column(events.entity)
    rules = f"cast({_digest(measures)} as decimal(38, 0))"
    # Filter out events of all other entities before computing anything.
    of_refreshed = (
        f"{{% if is_incremental() %}}(select * from {events.relation} "
        f"where {key} in (select {key} from refreshed)) as events"
        f"{{% else %}}{events.relation}{{% endif %}}"
    )
    asked = _asked_events(measures, replace(events, relation=of_refreshed), spelling)
    answers = _answers(
        measures, events, as_of, spelling, definition=(rules, _latest(changes, dialect))
    )
    return "\n".join(
        [
            "with",
            "",
            "{% if is_incremental() %}",
            *_refreshed(measures, events, changes, as_of, rules, spelling),
            "{% endif %}",
            "",
            *asked[:-1],
            "),",
            "",
            "answers as (",
            "",
            *(f"    {line}" for line in answers),
            "",
            ")",
            "",
            "{% if is_incremental() %}",
            "-- Who has no such event any more has a row without rules, which only deletes.",
            "select",
            f"    refreshed.{key},",
            *(f"    answers.{each.column}," for each in dict.fromkeys(measures)),
            f"    answers.{RULES},",
            f"    answers.{CHANGE_NUMBER},",
            f"    answers.{AS_OF_DATE},",
            f"    answers.{TIME_ZONE}",
            "from refreshed",
            f"left join answers on refreshed.{key} = answers.{key}",
            "{% else %}",
            "select * from answers",
            "{% endif %}",
        ]
    )


def _refreshed(
    measures: Sequence[Measure],
    events: EventRelation,
    changes: EventChanges,
    as_of: str,
    rules: str,
    spelling: EventSpelling,
) -> list[str]:
    """Return CTEs, the last of which has the entities to recompute."""
    dialect, clock = spelling.dialect, spelling.clock
    column = dialect.column
    key = column(events.entity)
    types = dict.fromkeys(measure.event_type for measure in measures)
    moment = dialect.moment(column(events.occurred_at), clock)
    # How many days before the last day each window begins. Events after that day count from now
    # on: a window that begins the day after.
    ago = sorted({each.within_days - 1 for each in measures if each.within_days} | {-1})
    starts = [
        f"        {dialect.start_of_day(f'last_day - {days}', clock)} as start_{number},"
        for number, days in enumerate(ago)
    ]
    crossed = [
        f"asked_moment >= last_run.start_{number}"
        f" and asked_moment < {dialect.start_of_day(f'{as_of} - {days}', clock)}"
        for number, days in enumerate(ago)
    ]
    return [
        "recorded as (",
        "",
        "    select * from {{ this }}",
        "",
        "),",
        "",
        "last_run as (",
        "",
        "    select",
        "        last_change,",
        "        -- Worked out once, and not for each event.",
        *starts,
        f"        coalesce(is_other or last_day > {as_of} or last_change > latest, true)",
        "            as is_of_everybody",
        "    from (",
        "        select",
        f"            max({AS_OF_DATE}) as last_day,",
        f"            max({CHANGE_NUMBER}) as last_change,",
        f"            {_latest(changes, dialect)} as latest,",
        f"            bool_or({RULES} <> {rules} or {TIME_ZONE} <> {clock}) as is_other",
        "        from recorded",
        "    ) as runs",
        "",
        "),",
        "",
        "refreshed as (",
        "",
        f"    select changes.{column(changes.entity)} as {key}",
        f"    from {changes.relation} as changes",
        "    cross join last_run",
        f"    where changes.{column(changes.change_number)} > last_run.last_change",
        "        or last_run.is_of_everybody",
        "",
        "    union",
        "",
        f"    select recorded.{key}",
        "    from recorded",
        "    cross join last_run",
        "    where last_run.is_of_everybody",
        "        or not exists (",
        f"            select 1 from {changes.relation} as changes",
        f"            where changes.{column(changes.entity)} = recorded.{key}",
        "        )",
        "",
        "    union",
        "",
        f"    select dated.{key}",
        "    from (",
        f"        select {key}, {moment} as asked_moment",
        f"        from {events.relation}",
        f"        where {column(events.event_type)} in ({', '.join(map(dialect.literal, types))})",
        f"            and {key} is not null",
        "    ) as dated",
        "    cross join last_run",
        "    where " + "\n        or ".join(crossed),
        "",
        "),",
    ]


def _digest(measures: Sequence[Measure]) -> int:
    """Return a number below 2^64 for the measures; the clock has its own column."""
    definition = repr(sorted(map(repr, measures)))
    return int(hashlib.sha256(definition.encode()).hexdigest()[:16], 16)


def _latest(changes: EventChanges, dialect: Dialect) -> str:
    return f"(select max({dialect.column(changes.change_number)}) from {changes.relation})"


def _conditions(measures: Sequence[Measure]) -> list[str]:
    return list(dict.fromkeys(each.where for each in measures if each.where is not None))


def _flags(measures: Sequence[Measure]) -> list[str]:
    return [f"is_asked_{number}" for number in range(len(_conditions(measures)))]


def _columns(measures: Sequence[Measure]) -> list[str]:
    """Return the columns of events whose values are needed."""
    return list(dict.fromkeys(each.of for each in measures if each.of))


def _asked_events(
    measures: Sequence[Measure],
    events: EventRelation,
    spelling: EventSpelling,
    only: str | None = None,
) -> list[str]:
    """Return a CTE with the events of the needed types, each once in UTC."""
    dialect, column = spelling.dialect, spelling.dialect.column
    key, kind = column(events.entity), column(events.event_type)
    types = dict.fromkeys(measure.event_type for measure in measures)
    lines = ["asked_events as (", "", "    select", f"        {key},", f"        {kind},"]
    for flag, condition in zip(_flags(measures), _conditions(measures), strict=True):
        lines += ["        coalesce((", condition, f"        ), false) as {flag},"]
    others = {name.casefold() for name in (events.entity, events.event_type)}
    asked = [name for name in _columns(measures) if name.casefold() not in others]
    return [
        *lines,
        *(f"        {column(name)}," for name in asked),
        f"        {dialect.moment(column(events.occurred_at), spelling.clock)} as asked_moment",
        f"    from {events.relation}",
        f"    where {kind} in ({', '.join(map(dialect.literal, types))})",
        f"        and {key} is not null",
        *([f"        and {only}"] if only else []),
        "",
        ")",
    ]


def _answers(
    measures: Sequence[Measure],
    events: EventRelation,
    as_of: str,
    spelling: EventSpelling,
    shown: int = 0,
    definition: tuple[str, str] | None = None,
) -> list[str]:
    """Return the lines of the SELECT over asked_events.

    `definition` are the rules and the last change in it.
    """
    dialect, clock = spelling.dialect, spelling.clock
    key, kind = dialect.column(events.entity), dialect.column(events.event_type)
    conditions = _conditions(measures)
    lines = ["select", f"    {key},"]
    for measure in dict.fromkeys(measures):
        counts = [f"{kind} = {dialect.literal(measure.event_type)}"]
        if measure.where is not None:
            counts.append(f"is_asked_{conditions.index(measure.where)}")
        if measure.within_days is not None:
            start = dialect.start_of_day(f"{as_of} - {measure.within_days - 1}", clock)
            counts.append(f"asked_moment >= {start}")
        when = f" filter (where {' and '.join(counts)})"
        lines.append(f"    {_aggregate(measure, when, spelling)} as {measure.column},")
        if shown:
            moment = dialect.on_clock("asked_moment", clock)
            moments = dialect.latest(moment, when, shown)
            lines.append(f"    {moments} as {measure.column}_moments,")
            lines.append(f"    min({moment}){when} as {measure.column}_first,")
    if definition is not None:
        lines += [f"    {definition[0]} as {RULES},", f"    {definition[1]} as {CHANGE_NUMBER},"]
    return [
        *lines,
        f"    {as_of} as {AS_OF_DATE},",
        f"    {clock} as {TIME_ZONE}",
        "from asked_events",
        f"where {_until(as_of, spelling)}",
        f"group by {key}",
    ]


def _until(as_of: str, spelling: EventSpelling) -> str:
    return f"asked_moment < {spelling.dialect.start_of_day(f'{as_of} + 1', spelling.clock)}"


def _aggregate(measure: Measure, when: str, spelling: EventSpelling) -> str:
    of = spelling.dialect.column(measure.of) if measure.of else ""
    match measure.kind:
        case "count":
            return f"count(*){when}"
        case "sum":
            return f"sum({of}){when}"
        case "day":
            return spelling.dialect.day_of_moment(f"max(asked_moment){when}", spelling.clock)
    # Of two values at the same time the greater, so that the same events give the same result.
    return f"max_by({of}, (asked_moment, {of})){when}"
