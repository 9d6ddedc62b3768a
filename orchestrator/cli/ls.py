"""`seg ls`: the nodes of a project, a line each."""

import click

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for
from orchestrator.commands import ls as listing_nodes
from orchestrator.reports.listing import Output, listing


def ls(given: Given, *, output: Output, output_keys: tuple[str, ...]) -> int:
    """Print a line for each node."""
    workspace = opened_for(given, "list")
    nodes = listing_nodes.ls(workspace, given.selection)
    entries = listing_nodes.manifest_entries(workspace)
    click.echo("\n".join(listing(nodes, output, output_keys, entries, workspace.mask)))
    return 0
