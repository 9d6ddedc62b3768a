"""What `seg watch` prints in addition to the events of its builds, as lines or JSON objects."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import asdict

from orchestrator.commands.run.run import RunResult
from orchestrator.commands.watch import (
    DeliveryFailed,
    EventsDelivered,
    LookFailed,
    Refreshed,
    UpToDate,
)
from orchestrator.json_text import json_instant
from orchestrator.names import counted
from orchestrator.reports.events import delivered_lines

WatchEvent = Refreshed | UpToDate | LookFailed | EventsDelivered | DeliveryFailed


def line_of(event: WatchEvent) -> str:
    """Return how a check or a build ended, and how old the newest row was when published."""
    match event:
        case UpToDate(generation=None):
            return "nothing to do"
        case UpToDate():
            return f"generation {event.generation} is up to date"
        case LookFailed() | DeliveryFailed():
            return str(event.error)
        case EventsDelivered():
            return "\n".join(delivered_lines(event.delivered))
        case Refreshed():
            return _refreshed(event)


def is_failure(event: WatchEvent) -> bool:
    """Return whether something was not built successfully."""
    return isinstance(event, LookFailed | DeliveryFailed) or (
        isinstance(event, Refreshed) and event.result.exit_code > 0
    )


def as_json(event: WatchEvent, at: datetime) -> Mapping[str, Any]:
    """Return the same in the log format `json`."""
    data: dict[str, Any] = {}
    match event:
        case UpToDate():
            data = {"generation": event.generation}
        case Refreshed():
            data = {
                "generation": event.result.generation,
                "exit_code": event.result.exit_code,
                "newest": json_instant(event.newest) if event.newest else None,
                "lag_seconds": event.lag_seconds,
                "undated": event.undated,
            }
        case EventsDelivered():
            data = asdict(event.delivered)
        case LookFailed() | DeliveryFailed():
            pass
    level = "error" if is_failure(event) else "info"
    name = type(event).__name__
    info = {"name": name, "level": level, "ts": json_instant(at), "msg": line_of(event)}
    return {"info": info, "data": data}


def _refreshed(event: Refreshed) -> str:
    result = event.result
    if result.exit_code:
        failed = f": {counted(len(result.failed), 'node')} failed" if result.failed else ""
        return f"build {result.status}{failed}{_published(result)}"
    ran = sum(each.status not in ("reused", "skipped") for each in result.results.values())
    what = "built" if result.generation is None else f"generation {result.generation}"
    line = f"{what}: {counted(ran, 'node')} in {result.elapsed_seconds:.1f} s"
    if event.undated:
        names = ", ".join(event.undated)
        return f"{line}; the lag is unknown without a loaded_at_field: {names}"
    if event.newest is None or event.lag_seconds is None:
        return line
    newest = event.newest.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return f"{line}, newest row of {newest}, lag {event.lag_seconds:.1f} s"


def _published(result: RunResult) -> str:
    """Return what is published after a failed build, if known."""
    if result.generation is not None and not result.is_unchanged:
        return f"; generation {result.generation} is published"
    return "; what was published before is unchanged" if result.not_published else ""
