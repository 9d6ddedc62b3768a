"""`seg ls`: the nodes of a project, one per line."""

import click
from msgspec.structs import replace

from orchestrator.cli.given import Given
from orchestrator.cli.refused_options import refuse_options
from orchestrator.cli.saying import notices_since_read, opened_for
from orchestrator.commands import ls as listing_nodes
from orchestrator.errors import UsageError
from orchestrator.reports.listing import Output, listing
from orchestrator.workspace.selection import Selection


def ls(
    given: Given, *, models: tuple[str, ...], output: Output, output_keys: tuple[str, ...]
) -> int:
    """Print a line for each node."""
    if output != "json":
        fix = "add --output json"
        refuse_options({"--output-keys": output_keys}, "only JSON output has keys", fix)
    workspace = opened_for(given, "list")
    nodes = listing_nodes.ls(workspace, _selection(given.selection, models))
    entries = listing_nodes.manifest_entries(workspace, output_keys)
    notices_since_read(workspace)
    try:
        for line in listing(nodes, output, output_keys, entries, workspace.mask):
            click.echo(line)
    except UsageError as unknown_key:
        if workspace.file.is_strict:
            raise
        click.echo(str(unknown_key), err=True)
    return 0


def _selection(selection: Selection, models: tuple[str, ...]) -> Selection:
    """Return what to list: `--models` means only models, as in dbt's command."""
    if not models:
        return selection
    if selection.select or selection.resource_types:
        raise UsageError(
            "--models already means --select with --resource-type", fix="give one of them"
        )
    return replace(selection, select=models, resource_types=("model",))
