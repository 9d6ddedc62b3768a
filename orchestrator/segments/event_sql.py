"""One pass over the events, for all that the rules of a project ask of them."""

from collections.abc import Sequence

from msgspec import Struct

from orchestrator.dialects.boundary import Dialect
from orchestrator.segments.events import Measure

RULE_EVENTS = "rule_events"
"""The relation of all measures: one row for everybody who has events that a rule asks for."""

AS_OF_DATE = "as_of_date"
TIME_ZONE = "time_zone"


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
    dialect, clock = spelling.dialect, spelling.clock
    column, literal = dialect.column, dialect.literal
    key, kind = column(events.entity), column(events.event_type)
    conditions = list(dict.fromkeys(each.where for each in measures if each.where is not None))
    types = dict.fromkeys(measure.event_type for measure in measures)
    lines = ["with", "", "asked_events as (", "", "    select", "        *,"]
    for number, condition in enumerate(conditions):
        lines += ["        coalesce((", condition, f"        ), false) as is_asked_{number},"]
    lines += [
        f"        {dialect.moment(column(events.occurred_at), clock)} as asked_moment",
        f"    from {events.relation}",
        f"    where {kind} in ({', '.join(map(literal, types))})",
        f"        and {key} is not null",
        *([f"        and {only}"] if only else []),
        "",
        ")",
        "",
        "select",
        f"    {key},",
    ]
    for measure in dict.fromkeys(measures):
        counts = [f"{kind} = {literal(measure.event_type)}"]
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
    lines += [
        f"    {as_of} as {AS_OF_DATE},",
        f"    {clock} as {TIME_ZONE}",
        "from asked_events",
        f"where asked_moment < {dialect.start_of_day(f'{as_of} + 1', clock)}",
        f"group by {key}",
    ]
    return "\n".join(lines)


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
