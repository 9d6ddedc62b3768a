"""The log of `seg serve`: a line or a JSON object for each request and each new copy."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import asdict

from orchestrator.json_text import json_instant
from orchestrator.serving.values import (
    Answered,
    NowListening,
    NowServed,
    ServingEvent,
    ServingProblem,
)


def serving_line(event: ServingEvent) -> str:
    """Return the event as a line."""
    match event:
        case NowListening():
            who = "clients with the token" if event.needs_token else "programs on this machine"
            return f"serving {event.url} to {who}; Ctrl-C stops it"
        case NowServed():
            return f"generation {event.generation} is served"
        case ServingProblem():
            return event.what
        case Answered():
            of = f"  generation {event.generation}" if event.generation is not None else ""
            return (
                f"{event.method} {event.route} {event.status}  {event.milliseconds:g} ms  "
                f"{event.sent_bytes} bytes{of}"
            )


def serving_json(event: ServingEvent, at: datetime) -> Mapping[str, Any]:
    """Return the same in the log format `json`."""
    level = "error" if isinstance(event, ServingProblem) else "info"
    name = type(event).__name__
    info = {"name": name, "level": level, "ts": json_instant(at), "msg": serving_line(event)}
    return {"info": info, "data": {} if isinstance(event, ServingProblem) else asdict(event)}
