"""`seg show`: rows as a table or as JSON."""

import click

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands import show as showing
from orchestrator.reports.tables import rows_json, rows_table


def show(given: Given, *, inline: str | None, limit: int, candidate: bool, output: str) -> int:
    """Print rows, those of each node as soon as they are there."""
    workspace = opened_for(given, "show")
    for found in showing.show(
        workspace,
        given.selection,
        inline=inline,
        limit=None if limit < 0 else limit,
        is_candidate=candidate,
    ):
        if output == "json":
            click.echo(rows_json(found.rows, found.name, workspace.mask))
        else:
            say(workspace, f"Previewing node '{found.name}':")
            click.echo(rows_table(found.rows, None, workspace.mask))
    return 0
