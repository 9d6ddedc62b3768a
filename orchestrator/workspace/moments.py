"""Moments that people give to a command: --now, and the time of batches."""

from datetime import UTC, datetime

from orchestrator.errors import UsageError
from orchestrator.plan.batches import EventTimes
from orchestrator.workspace.flags import Flags


def moment(given: str | datetime | None, name: str = "now") -> datetime | None:
    """The value of --now and its like: ISO 8601, in UTC where it names no zone; or UsageError."""
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given) if isinstance(given, str) else given
    except ValueError:
        fix = "write it as 2025-06-30T08:00:00+00:00"
        raise UsageError(f"{name}: '{given}' is not an ISO 8601 timestamp", fix=fix) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def event_times(flags: Flags, now: datetime) -> EventTimes:
    """Of which time models in batches are made; raises UsageError for half of a span, or none."""
    start = moment(flags.event_time_start, "event_time_start")
    end = moment(flags.event_time_end, "event_time_end")
    if (start is None) != (end is None):
        what = "event_time_start and event_time_end are given together"
        raise UsageError(what, fix="give both, or neither")
    if start is not None and end is not None and start >= end:
        raise UsageError("event_time_start is not before event_time_end", fix="give a later end")
    return EventTimes(now, start, end)
