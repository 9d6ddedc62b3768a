"""One pass over the events, for all that the rules of a project ask of them."""

from collections.abc import Sequence

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.segments.events import Measure

RULE_EVENTS = "rule_events"
"""The relation of all measures: one row for everybody who has events that a rule asks for."""

AS_OF_DATE = "as_of_date"
TIME_ZONE = "time_zone"
DIGEST = "events_digest"


class EventSpelling(Struct, frozen=True):
    """How a dialect writes names, values and moments; `clock` is SQL for the zone of days."""

    dialect: Dialect
    clock: str


class EventRelation(Struct, frozen=True):
    """The relation that holds events, and its columns."""

    relation: str
    entity: str
    event_type: str
    occurred_at: str


def measures_sql(
    measures: Sequence[Measure],
    events: EventRelation,
    as_of: str,
    spelling: EventSpelling,
    *,
    only: str | None = None,
    shown: int = 0,
) -> str:
    """A SELECT with one row per entity and a column per measure, from one scan of the events.

    What was after the day `as_of` never counts. `only` is a condition on the events; with `shown`
    there are the moments too, the latest first: at most so many.
    """
    asked = _asked_events(measures, events, spelling, only)
    return "\n".join(["with", "", *asked, "", *_answers(measures, events, as_of, spelling, shown)])


def refreshed_measures_sql(
    measures: Sequence[Measure],
    events: EventRelation,
    as_of: str,
    spelling: EventSpelling,
) -> str:
    """The same as the template of an incremental model, by entity.

    Answered again are entities whose events are others than those of the digest in their row, or
    who have one that has come into a window since, or left it. The digest is also of the rules: all
    are answered again when those change, or the clock does, or the day goes back.
    """
    dialect, key = spelling.dialect, spelling.dialect.column(events.entity)
    seen = [dialect.column(events.event_type), "asked_moment", *_flags(measures)]
    seen += [dialect.column(name) for name in _columns(measures)]
    rules = [dialect.literal(repr(sorted(map(repr, measures)))), spelling.clock]
    digest = (
        f"cast(sum({dialect.row_digest(seen)}) as decimal(38, 0))"
        f" + cast({dialect.row_digest(rules)} as decimal(38, 0))"
    )
    answers = _answers(measures, events, as_of, spelling, digest=digest)
    until = _until(as_of, spelling)
    lines = ["with", "", *_asked_events(measures, events, spelling), ""]
    lines[-2] = "),"
    lines += [
        "{% if is_incremental() %}",
        "recorded as (",
        "",
        "    select * from {{ this }}",
        "",
        "),",
        "",
        "last_run as (",
        "",
        f"    select max({AS_OF_DATE}) as last_day from recorded",
        "",
        "),",
        "",
        "today as (",
        "",
        "    select",
        f"        {key},",
        f"        {digest} as {DIGEST}",
        "    from asked_events",
        f"    where {until}",
        f"    group by {key}",
        "",
        "),",
        "",
        "refreshed as (",
        "",
        f"    select coalesce(today.{key}, recorded.{key}) as {key}",
        "    from today",
        f"    full outer join recorded on today.{key} = recorded.{key}",
        f"    where today.{DIGEST} is distinct from recorded.{DIGEST}",
        "",
        "    union",
        "",
        f"    select asked_events.{key}",
        "    from asked_events",
        "    cross join last_run",
        f"    where last_run.last_day > {as_of}",
    ]
    for days in sorted({each.within_days for each in measures if each.within_days is not None}):
        before = dialect.start_of_day(f"last_run.last_day - {days - 1}", spelling.clock)
        now = dialect.start_of_day(f"{as_of} - {days - 1}", spelling.clock)
        lines.append(f"        or asked_moment >= {before} and asked_moment < {now}")
    lines += ["", "),", "{% endif %}", "", "answers as (", ""]
    lines += [f"    {line}" for line in answers[:-1]]
    lines += [
        "    {% if is_incremental() %}",
        f"        and {key} in (select {key} from refreshed)",
        "    {% endif %}",
        f"    {answers[-1]}",
        "",
        ")",
        "",
        "{% if is_incremental() %}",
        "-- Who has no such event any more has a row without a digest, which only deletes.",
        "select",
        f"    refreshed.{key},",
        *(f"    answers.{each.column}," for each in dict.fromkeys(measures)),
        f"    answers.{DIGEST},",
        f"    answers.{AS_OF_DATE},",
        f"    answers.{TIME_ZONE}",
        "from refreshed",
        f"left join answers on refreshed.{key} = answers.{key}",
        "{% else %}",
        "select * from answers",
        "{% endif %}",
    ]
    return "\n".join(lines)


def _conditions(measures: Sequence[Measure]) -> list[str]:
    return list(dict.fromkeys(each.where for each in measures if each.where is not None))


def _flags(measures: Sequence[Measure]) -> list[str]:
    return [f"is_asked_{number}" for number in range(len(_conditions(measures)))]


def _columns(measures: Sequence[Measure]) -> list[str]:
    """The columns of events whose values are asked for."""
    return list(dict.fromkeys(each.of for each in measures if each.of))


def _asked_events(
    measures: Sequence[Measure],
    events: EventRelation,
    spelling: EventSpelling,
    only: str | None = None,
) -> list[str]:
    """A CTE with the events of the types that are asked for, each once in UTC."""
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
    digest: str | None = None,
) -> list[str]:
    """The lines of the SELECT over asked_events; the last one groups them."""
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
    if digest is not None:
        lines.append(f"    {digest} as {DIGEST},")
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
    # The greater of two values at one moment, so that the same events give the same answer.
    return f"max_by({of}, (asked_moment, {of})){when}"
