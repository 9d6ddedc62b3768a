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

Told = Refreshed | UpToDate | LookFailed | EventsDelivered | DeliveryFailed


def line_of(told: Told) -> str:
    """Return how a check or a build ended, and how old the newest row was when published."""
    match told:
        case UpToDate(generation=None):
            return "nothing to do"
        case UpToDate():
            return f"generation {told.generation} is up to date"
        case LookFailed() | DeliveryFailed():
            return str(told.error)
        case EventsDelivered():
            return "\n".join(delivered_lines(told.delivered))
        case Refreshed():
            return _refreshed(told)


def is_failure(told: Told) -> bool:
    """Return whether something was not built successfully."""
    return isinstance(told, LookFailed | DeliveryFailed) or (
        isinstance(told, Refreshed) and told.result.exit_code > 0
    )


def as_json(told: Told, at: datetime) -> Mapping[str, Any]:
    """Return the same in the log format `json`."""
    data: dict[str, Any] = {}
    match told:
        case UpToDate():
            data = {"generation": told.generation}
        case Refreshed():
            data = {
                "generation": told.result.generation,
                "exit_code": told.result.exit_code,
                "newest": json_instant(told.newest) if told.newest else None,
                "lag_seconds": told.lag_seconds,
                "undated": told.undated,
            }
        case EventsDelivered():
            data = asdict(told.delivered)
        case LookFailed() | DeliveryFailed():
            pass
    level = "error" if is_failure(told) else "info"
    name = type(told).__name__
    info = {"name": name, "level": level, "ts": json_instant(at), "msg": line_of(told)}
    return {"info": info, "data": data}


def _refreshed(told: Refreshed) -> str:
    result = told.result
    if result.exit_code:
        failed = f": {counted(len(result.failed), 'node')} failed" if result.failed else ""
        return f"build {result.status}{failed}{_published(result)}"
    ran = sum(each.status not in ("reused", "skipped") for each in result.results.values())
    what = "built" if result.generation is None else f"generation {result.generation}"
    line = f"{what}: {counted(ran, 'node')} in {result.elapsed_seconds:.1f} s"
    if told.undated:
        names = ", ".join(told.undated)
        return f"{line}; the lag is unknown without a loaded_at_field: {names}"
    if told.newest is None or told.lag_seconds is None:
        return line
    newest = told.newest.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return f"{line}, newest row of {newest}, lag {told.lag_seconds:.1f} s"


def _published(result: RunResult) -> str:
    """Return what is published after a failed build, if known."""
    if result.generation is not None and not result.is_unchanged:
        return f"; generation {result.generation} is published"
    return "; what was published before is unchanged" if result.not_published else ""
