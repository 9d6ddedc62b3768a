"""Which batches of time a run makes of a model, and what each reads of its inputs."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.nodes import BatchSize, Microbatch, Model, Node
from orchestrator.plan.steps import ApplyDelta, Batches, CreateTable, Step
from orchestrator.project.value import ParsedProject

_STEPS: Mapping[BatchSize, timedelta] = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
_SHOWN: Mapping[BatchSize, str] = {
    "hour": "%Y-%m-%d %H:00",
    "day": "%Y-%m-%d",
    "month": "%Y-%m",
    "year": "%Y",
}


class EventTimes(Struct, frozen=True):
    """When a run takes place, and the time that it was asked to make again, in UTC."""

    now: datetime
    start: datetime | None = None
    end: datetime | None = None


def with_batches(
    step: Step | None, node: Node, project: ParsedProject, times: EventTimes, dialect: Dialect
) -> Step | None:
    """The step of a model that is made in batches, with these; any other one as it is."""
    if not isinstance(node, Model) or node.config.microbatch is None:
        return step
    if not isinstance(step, CreateTable | ApplyDelta):
        return step
    model = node.config.microbatch
    windows = tuple(windows_of(model, times, is_continued=isinstance(step, ApplyDelta)))
    inputs = {
        name: str(column)
        for name in node.depends_on
        if (column := project.nodes[name].settings.get("event_time"))
    }
    names = tuple(start.strftime(_SHOWN[model.size]) for start, _ in windows)
    batches = Batches(names, windows, model.event_time, inputs)
    if isinstance(step, CreateTable):
        return replace(step, batches=batches)
    within = in_window(model.event_time, windows[0][0], windows[-1][1], dialect)
    where = within if step.where is None else f"{within} and {step.where}"
    return replace(step, batches=batches, where=where)


def windows_of(
    model: Microbatch, times: EventTimes, *, is_continued: bool
) -> Iterator[tuple[datetime, datetime]]:
    """The batches of a run, each from its beginning to before its end."""
    end = _ceiled(times.end or times.now, model.size)
    if times.start is not None:
        start = _floored(times.start, model.size)
    elif is_continued:
        # The end is that of the newest batch.
        start = _moved(end, model.size, -1 - model.lookback)
    else:
        start = _floored(_utc(datetime.fromisoformat(model.begin)), model.size)
    if start >= end:
        end = _moved(start, model.size, 1)
    while start < end:
        after = _moved(start, model.size, 1)
        yield start, after
        start = after


def in_window(column: str, start: datetime, end: datetime, dialect: Dialect) -> str:
    """A condition: that a date or moment is in a batch. The text says its zone, for all types."""
    shown, first, last = dialect.quote(column), _literal(start, dialect), _literal(end, dialect)
    return f"({shown} >= {first} and {shown} < {last})"


def _literal(moment: datetime, dialect: Dialect) -> str:
    return dialect.literal(moment.strftime("%Y-%m-%d %H:%M:%S+00:00"))


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _floored(moment: datetime, size: BatchSize) -> datetime:
    first = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    match size:
        case "hour":
            return first
        case "day":
            return first.replace(hour=0)
        case "month":
            return first.replace(hour=0, day=1)
        case "year":
            return first.replace(hour=0, day=1, month=1)


def _ceiled(moment: datetime, size: BatchSize) -> datetime:
    floored = _floored(moment, size)
    return floored if floored == moment else _moved(floored, size, 1)


def _moved(first: datetime, size: BatchSize, count: int) -> datetime:
    """The beginning of a batch so many later."""
    if size in _STEPS:
        return first + count * _STEPS[size]
    if size == "year":
        return first.replace(year=first.year + count)
    months = first.year * 12 + first.month - 1 + count
    return first.replace(year=months // 12, month=months % 12 + 1)
