"""Which time batches of a model a run builds."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.compiler.rows_read import event_time_of, in_span
from orchestrator.dialects.boundary import Dialect
from orchestrator.names import RelationName
from orchestrator.nodes import Batch, BatchSize, EventTimes, Microbatch, Model, Node
from orchestrator.plan.steps import ApplyDelta, Batches, CreateTable, Step

_STEPS: Mapping[BatchSize, timedelta] = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
_NAMES: Mapping[BatchSize, str] = {
    "hour": "%Y-%m-%dT%H",
    "day": "%Y-%m-%d",
    "month": "%Y-%m",
    "year": "%Y",
}


class KeptBatches(Struct, frozen=True):
    """A table with a model's batches except the failed ones: all of its rows, or new ones."""

    relation: RelationName
    failed: frozenset[str]
    is_delta: bool = False


def with_batches(
    step: Step | None,
    node: Node,
    times: EventTimes,
    dialect: Dialect,
    kept: KeptBatches | None = None,
) -> Step | None:
    """Return the step of a model built in batches, with these; other steps unchanged.

    Batches that an earlier run `kept` are not rebuilt.
    """
    if not isinstance(node, Model) or node.config.microbatch is None:
        return step
    if not isinstance(step, CreateTable | ApplyDelta):
        return step
    batches = tuple(
        batches_of(node.config.microbatch, times, is_continued=isinstance(step, ApplyDelta))
    )
    made = Batches(batches, event_time_of(node, dialect))
    if kept is not None and kept.is_delta is isinstance(step, ApplyDelta):
        made = replace(made, made_in=kept.relation, again=kept.failed)
    if isinstance(step, CreateTable):
        return replace(step, batches=made)
    span = (batches[0].start, batches[-1].end)
    within = f"({in_span(made.event_time, span, dialect)})"
    where = within if step.where is None else f"{within} and {step.where}"
    return replace(step, batches=made, where=where)


def batches_of(model: Microbatch, times: EventTimes, *, is_continued: bool) -> Iterator[Batch]:
    """Yield the batches of a run; an empty one if all of them are in the future."""
    end = _ceiled(times.end or times.now, model.size)
    if times.start is not None:
        start = _floored(times.start, model.size)
    elif is_continued:
        # The end of the range is that of the newest batch.
        start = _moved(end, model.size, -1 - model.lookback)
    else:
        start = _floored(_utc(datetime.fromisoformat(model.begin)), model.size)
    name = _NAMES[model.size]
    if start >= end:
        yield Batch(start.strftime(name), start, end)
    while start < end:
        after = _moved(start, model.size, 1)
        yield Batch(start.strftime(name), start, after)
        start = after


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
    """Return the start of the batch `count` batches later."""
    if size in _STEPS:
        return first + count * _STEPS[size]
    if size == "year":
        return first.replace(year=first.year + count)
    months = first.year * 12 + first.month - 1 + count
    return first.replace(year=months // 12, month=months % 12 + 1)
