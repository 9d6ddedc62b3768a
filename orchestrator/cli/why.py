"""`seg why`: the rule of a segment for one customer, condition by condition."""

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands.why import explain
from orchestrator.json_text import json_text
from orchestrator.reports.why import why_json, why_text


def why(given: Given, *, customer: str, segment: str, output: str) -> int:
    """Print why the customer is in the segment or not."""
    workspace = opened_for(given, "why")
    found = explain(workspace, customer, segment)
    if output == "json":
        say(workspace, json_text(why_json(found), workspace.mask))
    else:
        say(workspace, why_text(found))
    return 0
