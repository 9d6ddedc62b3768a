"""`seg ls`, `parse`, `clean` and `init`: the files of a project."""

from dataclasses import replace

import click

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands import clean as cleaning
from orchestrator.commands import init as starting
from orchestrator.commands import ls as listing_nodes
from orchestrator.commands import parse as parsing
from orchestrator.reports.listing import Output, listing


def ls(given: Given, *, output: Output, output_keys: tuple[str, ...]) -> int:
    """Print a line for each node."""
    workspace = opened_for(given, "list")
    nodes = listing_nodes.ls(workspace, given.selection)
    entries = listing_nodes.manifest_entries(workspace)
    click.echo("\n".join(listing(nodes, output, output_keys, entries.of, workspace.mask)))
    return 0


def parse(given: Given) -> int:
    """Read the project; nothing is printed where nothing is wrong."""
    parsing.parse(opened_for(given, "parse"))
    return 0


def clean(given: Given) -> int:
    """Delete generated folders, and say which."""
    # What reading would remember is in a folder that goes.
    flags = replace(given.flags, partial_parse=False)
    workspace = opened_for(replace(given, flags=flags), "clean")
    for name in cleaning.clean(workspace):
        say(workspace, f"Deleted {name}/")
    return 0


def init(given: Given, *, name: str) -> int:
    """Write the starter project, and say what to do with it."""
    folder = given.flags.project_dir / name
    for path in starting.init(folder):
        click.echo(f"  {path}")
    click.echo(f"\nYour project is in {folder}. Next:\n  cd {folder}\n  seg build")
    return 0
