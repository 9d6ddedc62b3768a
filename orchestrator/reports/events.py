"""Segment events and their consumers, as text and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from orchestrator.commands.events.deliver import ConsumerLine, Delivered
from orchestrator.commands.events.read import EventPage, event_values
from orchestrator.json_text import json_instant
from orchestrator.names import counted
from orchestrator.people.listed_keys import SALT
from orchestrator.reports.narrow_tables import narrow_table
from orchestrator.results import Rows

_LEAST_NEEDED = ("id", "generation", "cause")
_LEAST_NEEDED_OF_CONSUMERS = ("keys", "moved at (UTC)", "events")


def events_text(page: EventPage, max_width: int | None = None) -> str:
    """Return the events as a table, followed by the cursor and by what is missing."""
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
    if not page.is_complete:
        lines.append("older events are no longer kept")
    if page.views:
        lines.append(f"views have no events: {', '.join(page.views)} (make them tables)")
    if page.cursor is not None:
        more = "there are more" if page.has_more else "these are all"
        lines.append(f"cursor: {page.cursor} ({more})")
    return "\n".join(lines)


def page_json(page: EventPage) -> dict[str, Any]:
    """Return the page as a JSON object."""
    return {
        "events": [event_values(event) for event in page.events],
        "cursor": page.cursor,
        "has_more": page.has_more,
        "is_complete": page.is_complete,
        "views": list(page.views),
    }


def delivered_lines(found: Delivered) -> Iterator[str]:
    """Yield the lines about a delivery to a consumer."""
    is_named = found.consumer != found.sent_to
    to = f"{found.consumer} ({found.sent_to})" if is_named else found.sent_to
    if found.cursor is None:
        yield f"{to}: there are no events yet."
        return
    batches = f" in {counted(found.batches, 'part')}" if found.events else ""
    yield f"{to}: {counted(found.events, 'event')}{batches}; cursor {found.cursor}."
    if found.is_waiting:
        yield "  The warehouse is in use: the next command will record the cursor."
    if found.salt == "":
        yield f"  Unsalted hashes can be reversed by guessing keys: {SALT} is not set."


def consumers_text(found: Sequence[ConsumerLine], max_width: int | None = None) -> str:
    """Return the consumers as a table."""
    if not found:
        return "no consumers"
    columns = ("consumer", "sent to", "events", "keys", "cursor", "moved at (UTC)", "lag")
    rows = tuple(
        (
            line.consumer.name,
            line.consumer.sent_to,
            line.consumer.wanted.shown,
            "hashed" if line.consumer.is_hashed else "as they are",
            line.consumer.cursor,
            f"{line.consumer.moved_at:%Y-%m-%d %H:%M:%S}",
            line.lag,
        )
        for line in found
    )
    return narrow_table(Rows(columns, rows), _LEAST_NEEDED_OF_CONSUMERS, max_width)


def consumers_json(found: Sequence[ConsumerLine]) -> dict[str, Any]:
    """Return the consumers as a JSON object."""
    return {
        "consumers": [
            {
                "consumer": line.consumer.name,
                "sent_to": line.consumer.sent_to,
                "family": line.consumer.wanted.family,
                "segment": line.consumer.wanted.segment,
                "is_hashed": line.consumer.is_hashed,
                "cursor": line.consumer.cursor,
                "moved_at": json_instant(line.consumer.moved_at),
                "lag": line.lag,
            }
            for line in found
        ]
    }
