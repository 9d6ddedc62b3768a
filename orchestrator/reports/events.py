"""Events of segments for a person and for a machine."""

from typing import Any

from msgspec.structs import asdict

from orchestrator.commands.events import EventPage
from orchestrator.json_text import json_instant
from orchestrator.people.event_log import SegmentEvent
from orchestrator.reports.narrow_tables import narrow_table
from orchestrator.results import Rows

_LEAST_NEEDED = ("id", "generation", "cause")


def events_text(page: EventPage, max_width: int | None = None) -> str:
    """The events as a table, and under it the cursor, and what is not told."""
    columns = ("id", "generation", "at (UTC)", "who", "event", "segment", "cause")
    rows = tuple(
        (
            event.id,
            event.generation,
            f"{event.at:%Y-%m-%d %H:%M:%S}",
            event.entity,
            event.event,
            f"{event.family}.{event.segment}",
            event.cause,
        )
        for event in page.events
    )
    lines = [narrow_table(Rows(columns, rows), _LEAST_NEEDED, max_width)] if rows else []
    lines += [] if rows else ["no events"]
    if not page.is_whole:
        lines.append("older events are not kept any more")
    if page.views:
        lines.append(f"views have no events: {', '.join(page.views)} (make them tables)")
    if page.cursor is not None:
        more = "there are more" if page.has_more else "these are all"
        lines.append(f"cursor: {page.cursor} ({more})")
    return "\n".join(lines)


def page_json(page: EventPage) -> dict[str, Any]:
    """The page as an object."""
    return {
        "events": [event_json(event) for event in page.events],
        "cursor": page.cursor,
        "has_more": page.has_more,
        "is_whole": page.is_whole,
        "views": list(page.views),
    }


def event_json(event: SegmentEvent) -> dict[str, Any]:
    """An event as an object."""
    return {**asdict(event), "at": json_instant(event.at)}
