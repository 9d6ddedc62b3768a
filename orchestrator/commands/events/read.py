"""Who entered and left segments: events written by publishing, read from a cursor on."""

from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from orchestrator.commands.published.families import choose_segment, no_family
from orchestrator.errors import UsageError
from orchestrator.json_text import json_instant
from orchestrator.names import composed
from orchestrator.people.event_log import (
    ALL_EVENTS,
    EventLog,
    SegmentEvent,
    WantedEvents,
    event_log,
    require_first_cursor,
)
from orchestrator.project.read.segment_list import families_among
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened_to_read, require_warehouse

MOST_EVENTS = 1_000


class EventPage(Struct, frozen=True):
    """Events in order, and the `cursor` to continue from (None: no events yet).

    `has_more`: there are already more after it. `is_complete` is false only if it starts without a
    cursor and the oldest events are no longer kept. `views` are families that are views: their
    members change at any time, and they have no events.
    """

    events: tuple[SegmentEvent, ...]
    cursor: str | None
    has_more: bool = False
    is_complete: bool = True
    views: tuple[str, ...] = ()


def events(
    workspace: Workspace,
    since: str | None = None,
    *,
    family: str | None = None,
    segment: str | None = None,
    limit: int = MOST_EVENTS,
    newest: bool = False,
) -> EventPage:
    """Return at most `limit` events after the cursor `since`, oldest first.

    Without a cursor it starts at the oldest that is kept; `newest` returns the last ones. `segment`
    is `family.segment`. Raises UsageError for a cursor of another warehouse or whose events are no
    longer kept, and for an unknown family or segment.
    """
    if limit < 1:
        raise UsageError(f"the limit is {limit}", fix="pass 1 or more")
    if newest and since is not None:
        raise UsageError(
            "the newest events cannot be listed from a cursor", fix="remove one of them"
        )
    _require_one(family, segment)
    require_warehouse(workspace)
    with opened_to_read(workspace) as engine, connected(engine, workspace.dialect) as warehouse:
        return events_in(
            workspace,
            warehouse,
            since,
            family=family,
            segment=segment,
            limit=limit,
            newest=newest,
        )


def events_in(
    workspace: Workspace,
    warehouse: Warehouse,
    since: str | None,
    *,
    family: str | None,
    segment: str | None,
    limit: int,
    newest: bool = False,
) -> EventPage:
    """Return the same from a warehouse, or a copy for readers, that is open."""
    views = _views(workspace)
    log = event_log(warehouse, workspace.target.schema)
    stream = log.stream()
    wanted = wanted_events(workspace, log if stream else None, family, segment)
    if stream is None:
        if since is not None:
            require_first_cursor(since)
        return EventPage((), None, views=views)
    if newest:
        found = log.newest(stream, wanted, limit)
        return EventPage(found, stream.id_of(stream.newest), views=views)
    number = stream.forgotten if since is None else stream.number_of(since)
    found = log.after(stream, number, wanted, limit + 1)
    page, has_more = found[:limit], len(found) > limit
    cursor = page[-1].id if has_more else stream.id_of(stream.newest)
    is_complete = since is not None or stream.forgotten == 0
    return EventPage(page, cursor, has_more, is_complete, views)


def wanted_events(
    workspace: Workspace, log: EventLog | None, family: str | None, segment: str | None
) -> WantedEvents:
    """Return the family and segment (`family.segment`) whose events are wanted.

    Raises UsageError. One that was removed from the project is known if the `log` has its events.
    """
    _require_one(family, segment)
    try:
        if segment is not None:
            model, _, chosen = choose_segment(workspace, segment)
            return WantedEvents(model.name, chosen.name)
        return ALL_EVENTS if family is None else WantedEvents(_family(workspace, family))
    except UsageError:
        name, _, of_family = (segment or "").partition(".")
        wanted = WantedEvents(family or name, of_family or None)
        if log is None or not log.count(0, wanted):
            raise
        return wanted


def _require_one(family: str | None, segment: str | None) -> None:
    if family is not None and segment is not None:
        what = "a segment already names its family"
        raise UsageError(what, fix="remove the family or the segment")


def _family(workspace: Workspace, name: str) -> str:
    names = [model.name for model in families_among(workspace.project.nodes.values())]
    known = {composed(each): each for each in names}
    if composed(name) not in known:
        raise no_family(name, names)
    return known[composed(name)]


def event_values(event: SegmentEvent) -> dict[str, Any]:
    """Return an event for machines: a line of JSON, or part of a request."""
    return {**asdict(event), "at": json_instant(event.at)}


def _views(workspace: Workspace) -> tuple[str, ...]:
    families = families_among(workspace.project.nodes.values())
    return tuple(model.name for model in families if model.config.materialized == "view")
