"""`seg ls` and `parse`: what the files of the project say; nothing is planned or opened."""

from typing import Any, Literal, cast

import click

from orchestrator.artifacts.entries import Entries
from orchestrator.cli.chosen import choose, notices
from orchestrator.cli.lazy import Command
from orchestrator.cli.manifest import write_manifest_of
from orchestrator.cli.options import Settings, global_options, selection_options
from orchestrator.cli.workspace import open_workspace
from orchestrator.reports.listing import listing

ListOutput = Literal["selector", "name", "path", "json"]


@click.command("ls", cls=Command)
@global_options
@selection_options
@click.option(
    "--output", type=click.Choice(["selector", "name", "path", "json"]), default="selector"
)
@click.option("--output-keys", multiple=True, help="Which keys of --output json.")
def ls(**given: Any) -> int:
    """List the nodes of the project, one a line."""
    settings, own = Settings.split(given)
    workspace = open_workspace(settings, "list")
    notices(workspace)
    selected = choose(workspace, own, ("model", "seed", "source", "test"))
    nodes = [workspace.project.nodes[name] for name in selected]
    entries = Entries(
        workspace.project,
        workspace.dialect.relation,
        workspace.invocation.target.database,
        workspace.now.timestamp(),
    )
    lines = listing(
        nodes, cast(ListOutput, own["output"]), own["output_keys"], entries.of, workspace.mask
    )
    click.echo("\n".join(lines))
    return 0


@click.command("parse", cls=Command)
@global_options
def parse_project(**given: Any) -> int:
    """Read the project, report everything wrong with it, write manifest.json."""
    settings, _ = Settings.split(given)
    workspace = open_workspace(settings, "parse")
    notices(workspace)
    if settings.write_json:
        write_manifest_of(workspace, {})
    return 0
