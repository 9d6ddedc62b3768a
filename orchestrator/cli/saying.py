"""What a command prints: its answer on standard output, warnings on standard error."""

import click

from orchestrator.cli.given import Given
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace


def opened_for(given: Given, command: str, *, is_full_refresh: bool = False) -> Workspace:
    """The project that is meant, read for a command; what reading it warns of is told."""
    workspace = open_workspace(given.flags, command, is_full_refresh=is_full_refresh)
    notices(workspace)
    return workspace


def say(workspace: Workspace, text: str) -> None:
    """Print a line of a command's answer, secrets hidden."""
    click.echo(workspace.mask.text(text))


def notices(workspace: Workspace) -> None:
    """Say what reading the project wants a person to know, on standard error."""
    for message in workspace.warnings:
        click.echo(message, err=True)
