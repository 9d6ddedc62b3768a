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


def serving_line(told: ServingEvent) -> str:
    """Return the event as a line."""
    match told:
        case NowListening():
            who = "clients with the token" if told.needs_token else "programs on this machine"
            return f"serving {told.url} to {who}; Ctrl-C stops it"
        case NowServed():
            return f"generation {told.generation} is served"
        case ServingProblem():
            return told.what
        case Answered():
            of = f"  generation {told.generation}" if told.generation is not None else ""
            return (
                f"{told.method} {told.route} {told.status}  {told.milliseconds:g} ms  "
                f"{told.sent_bytes} bytes{of}"
            )


def serving_json(told: ServingEvent, at: datetime) -> Mapping[str, Any]:
    """Return the same in the log format `json`."""
    level = "error" if isinstance(told, ServingProblem) else "info"
    name = type(told).__name__
    info = {"name": name, "level": level, "ts": json_instant(at), "msg": serving_line(told)}
    return {"info": info, "data": {} if isinstance(told, ServingProblem) else asdict(told)}
