"""`seg ls` and `parse`: what the files of the project say; nothing is planned or opened."""

from typing import Any, Literal, cast

import click

from orchestrator.artifacts.entries import Entries
from orchestrator.cli.lazy import Command
from orchestrator.cli.manifest import write_manifest_of
from orchestrator.cli.options import global_options, selection_of, selection_options, split
from orchestrator.cli.saying import notices
from orchestrator.reports.listing import listing
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.selecting import choose

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
    flags, own = split(given)
    workspace = open_workspace(flags, "list")
    notices(workspace)
    selected = choose(workspace, selection_of(own), ("model", "seed", "source", "test"))
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
    flags, _ = split(given)
    workspace = open_workspace(flags, "parse")
    notices(workspace)
    if flags.write_json:
        write_manifest_of(workspace, {})
    return 0
