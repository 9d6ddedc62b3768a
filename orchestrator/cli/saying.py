"""What a command prints: its answer on standard output, warnings on standard error."""

import click

from orchestrator.workspace.value import Workspace


def say(workspace: Workspace, text: str) -> None:
    """Print a line of a command's answer, secrets hidden."""
    click.echo(workspace.mask.text(text))


def notices(workspace: Workspace) -> None:
    """Say what reading the project wants a person to know, on standard error."""
    for message in workspace.warnings:
        click.echo(message, err=True)
