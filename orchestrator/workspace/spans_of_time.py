"""Time ranges of the rows that a command builds or reads: those of batches, and of a sample."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from orchestrator.compiler.rows_read import RowsRead
from orchestrator.config.settings import place_in
from orchestrator.config.yaml_door import read_yaml
from orchestrator.errors import UsageError
from orchestrator.nodes import EventTimes, Model
from orchestrator.plan.batches import batches_of
from orchestrator.project.value import ParsedProject
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.moments import moment

_WORDS = ("hour", "day", "month", "year")
_SAMPLE = "write it as '3 days', or '{start: 2025-01-01, end: 2025-01-08}'"


def event_times(flags: Flags, now: datetime) -> EventTimes:
    """Return the time range of models in batches; raises UsageError for an invalid one.

    A run that continues another builds the same batches.
    """
    start = moment(flags.event_time_start, "event_time_start")
    end = moment(flags.event_time_end, "event_time_end")
    if (start is None) != (end is None):
        what = "event_time_start and event_time_end must be given together"
        raise UsageError(what, fix="give both, or neither")
    if start is not None and end is not None and start >= end:
        raise UsageError("event_time_start is not before event_time_end", fix="pass a later end")
    sample = _sample(flags, now)
    if sample is not None:
        start, end = sample
    return EventTimes(_began(flags, now), start, end)


def rows_read(flags: Flags, now: datetime) -> RowsRead:
    """Return which rows of their inputs nodes read; raises UsageError for an invalid sample."""
    return RowsRead(flags.empty, _sample(flags, now))


def future_begins(
    project: ParsedProject, selected: Iterable[str], times: EventTimes
) -> tuple[str, ...]:
    """Return a sentence for each model whose first batch is in the future: it has no rows."""
    if times.start is not None:
        return ()
    return tuple(
        f"{place_in(node.settings, 'begin') or node.place}: 'begin' is {model.begin}, "
        f"which is in the future: '{node.name}' has no batches and no rows yet"
        for name in selected
        if isinstance(node := project.nodes[name], Model)
        and (model := node.config.microbatch) is not None
        and (first := next(batches_of(model, times, is_continued=False))).start >= first.end
    )


def unused_time_range(
    flags: Flags, project: ParsedProject, selected: Iterable[str]
) -> tuple[str, ...]:
    """Return a sentence if a time range is given that nothing selected uses."""
    nodes = [project.nodes[name] for name in selected]
    if flags.sample is not None and flags.event_time_start is not None:
        return ("'event_time_start' and 'event_time_end' have no effect on a sample",)
    if flags.sample is not None:
        read = {name for node in nodes for name in node.depends_on}
        if any(project.nodes[name].settings.get("event_time") for name in read):
            return ()
        return ("'sample' has no effect: no input has an event_time, so all rows are read",)
    are_in_batches = any(isinstance(node, Model) and node.config.microbatch for node in nodes)
    if flags.event_time_start is None or are_in_batches:
        return ()
    return (
        "'event_time_start' and 'event_time_end' have no effect: no selected model is built in "
        "batches",
    )


def _began(flags: Flags, now: datetime) -> datetime:
    """Return when the run began, or the one that it continues."""
    return now if flags.retries_since is None or flags.now is not None else flags.retries_since


def _sample(flags: Flags, now: datetime) -> tuple[datetime, datetime] | None:
    if flags.sample is None:
        return None
    given = flags.sample.strip()
    if given.startswith("{"):
        return _span(given)
    count, _, word = given.partition(" ")
    word = word.lower().removesuffix("s")
    if not count.isdecimal() or word not in _WORDS:
        raise UsageError(f"sample: '{given}' is not a duration", fix=_SAMPLE)
    end = _began(flags, now)
    try:
        return _before(end, int(count), word), end
    except (ValueError, OverflowError):
        raise UsageError(f"sample: '{given}' is too long", fix=_SAMPLE) from None


def _span(given: str) -> tuple[datetime, datetime]:
    read = read_yaml(given, "sample")
    if not isinstance(read, Mapping) or set(read) != {"start", "end"}:
        raise UsageError(f"sample: '{given}' is not a period", fix=_SAMPLE)
    start, end = (
        moment(at if isinstance(at, datetime) else str(at), "sample")
        for at in (read["start"], read["end"])
    )
    if start is None or end is None or start >= end:
        raise UsageError("sample: its start is not before its end", fix="pass a later end")
    return start, end


def _before(end: datetime, count: int, word: str) -> datetime:
    """Return the time so many hours, days, months or years earlier, clamped to the month's end."""
    if word in ("hour", "day"):
        return end - timedelta(**{f"{word}s": count})
    months = end.year * 12 + end.month - 1 - count * (12 if word == "year" else 1)
    year, month = months // 12, months % 12 + 1
    first_after = date(year + month // 12, month % 12 + 1, 1)
    days = (first_after - timedelta(days=1)).day
    return end.replace(year=year, month=month, day=min(end.day, days))
