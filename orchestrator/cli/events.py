"""`seg events`: who entered and left segments."""

import sys

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands import events as listing
from orchestrator.json_text import json_text
from orchestrator.reports.events import event_json, events_text, page_json
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
            say(workspace, json_text(event_json(event), workspace.mask))
    else:
        say(workspace, events_text(page, width_of(sys.stdout)))
    return 0
