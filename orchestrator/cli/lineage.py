"""`seg lineage`: where a column comes from and where it is used."""

import sys

from orchestrator.cli.given import Given
from orchestrator.cli.paging import page
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands import lineage as commands
from orchestrator.json_text import json_text
from orchestrator.reports.lineage import lineage_json, lineage_text


def lineage(given: Given, *, column: str, pager: bool, output: str) -> int:
    """Print the lineage of a column."""
    workspace = opened_for(given, "lineage")
    found = commands.lineage(workspace, column)
    nodes = workspace.project.nodes
    if output == "json":
        say(workspace, json_text(lineage_json(found, nodes), workspace.mask))
    else:
        page(lineage_text(found, nodes), sys.stdout, is_wanted=pager)
    return 0
