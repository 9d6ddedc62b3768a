"""What a command prints: its answer on standard output, warnings on standard error."""

import gc

import click

from orchestrator.cli.given import Given
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace


def opened_for(given: Given, command: str, *, is_full_refresh: bool = False) -> Workspace:
    """The project that is meant, read for a command; what reading it warns of is told."""
    workspace = open_workspace(given.flags, command, is_full_refresh=is_full_refresh)
    _collect_from_here_on()
    notices(workspace)
    return workspace


def say(workspace: Workspace, text: str) -> None:
    """Print a line of a command's answer, secrets hidden."""
    click.echo(workspace.mask.text(text))


def notices(workspace: Workspace) -> None:
    """Say what reading the project wants a person to know, on standard error."""
    for message in workspace.warnings:
        click.echo(message, err=True)


def _collect_from_here_on() -> None:
    """Look for garbage among what is made from now on; what was read lives to the end."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
