"""`seg events`: who entered and left segments, and the consumers of these events."""

import sys

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands.events import deliver as delivering
from orchestrator.commands.events import read as listing
from orchestrator.json_text import json_text
from orchestrator.reports.events import (
    consumers_json,
    consumers_text,
    delivered_lines,
    events_text,
    page_json,
)
from orchestrator.reports.terminal import width_of


def events(
    given: Given,
    *,
    since: str | None,
    family: str | None,
    segment: str | None,
    limit: int,
    newest: bool,
    output: str,
) -> int:
    """List events."""
    workspace = opened_for(given, "events")
    page = listing.events(
        workspace, since, family=family, segment=segment, limit=limit, newest=newest
    )
    if output == "json":
        say(workspace, json_text(page_json(page), workspace.mask))
    elif output == "jsonl":
        for event in page.events:
            say(workspace, json_text(listing.event_values(event), workspace.mask))
    else:
        say(workspace, events_text(page, width_of(sys.stdout)))
    return 0


def deliver(
    given: Given,
    *,
    to: str,
    consumer: str | None,
    since: str | None,
    family: str | None,
    segment: str | None,
    hash_keys: bool,
) -> int:
    """Deliver new events to a consumer."""
    workspace = opened_for(given, "events")
    found = delivering.deliver_events(
        workspace,
        to,
        consumer=consumer,
        since=since,
        family=family,
        segment=segment,
        hash_keys=hash_keys,
    )
    for line in delivered_lines(found):
        say(workspace, line)
    return 0


def consumers(given: Given, *, output: str) -> int:
    """List consumers."""
    workspace = opened_for(given, "events")
    found = delivering.consumers(workspace)
    if output == "json":
        say(workspace, json_text(consumers_json(found), workspace.mask))
    else:
        say(workspace, consumers_text(found, width_of(sys.stdout)))
    return 0


def reset(given: Given, *, consumer: str, cursor: str) -> int:
    """Move a consumer to another cursor."""
    workspace = opened_for(given, "events")
    found = delivering.reset_consumer(workspace, consumer, cursor)
    say(workspace, f"{found.name} continues from {found.cursor}.")
    return 0


def drop(given: Given, *, consumer: str) -> int:
    """Delete a consumer."""
    workspace = opened_for(given, "events")
    found = delivering.drop_consumer(workspace, consumer)
    say(workspace, f"{found.name} is forgotten; it was at {found.cursor}.")
    return 0
