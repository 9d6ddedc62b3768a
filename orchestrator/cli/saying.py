"""What a command prints: its answer to stdout, warnings to stderr."""

import gc
from collections.abc import Sequence
from functools import partial

import click
from msgspec.structs import replace

from orchestrator.cli.given import Given
from orchestrator.errors import EnvironmentFault
from orchestrator.reading_cache.in_memory import InMemoryProject
from orchestrator.reports.package_warnings import condensed
from orchestrator.reports.wording import copied
from orchestrator.results import CopiedForReaders
from orchestrator.secrets import Mask
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace


def opened_for(given: Given, command: str, *, is_full_refresh: bool = False) -> Workspace:
    """Open the project for a command; print warnings from reading it, unless only errors are
    requested.
    """
    workspace = _opened(given, command, is_full_refresh=is_full_refresh)
    collect_from_here_on()
    if given.display.level not in ("error", "none"):
        notices(workspace, is_debug=given.display.debug)
    return workspace


def opened_again(
    given: Given, command: str, shown_warnings: set[str], in_memory: InMemoryProject | None = None
) -> Workspace:
    """The same for a long-running process: each warning is printed once.

    `shown_warnings` are those printed so far, which this adds to.
    """
    workspace = _opened(given, command, in_memory=in_memory)
    for message in workspace.warnings:
        if message not in shown_warnings:
            click.echo(message, err=True)
    shown_warnings.update(workspace.warnings)
    return workspace


def _opened(
    given: Given,
    command: str,
    *,
    is_full_refresh: bool = False,
    in_memory: InMemoryProject | None = None,
) -> Workspace:
    workspace = open_workspace(
        given.flags, command, is_full_refresh=is_full_refresh, in_memory=in_memory
    )
    return replace(workspace, tell=partial(_tell, workspace.mask))


def say(workspace: Workspace, text: str) -> None:
    """Print a line of a command's answer, secrets hidden."""
    click.echo(workspace.mask.text(text))


def say_copied(workspace: Workspace, found: CopiedForReaders | None) -> int:
    """Print the result of the copy for readers, and return its exit code."""
    if found is not None:
        click.echo(workspace.mask.text(copied(found)), err=found.problem is not None)
    return failed_copy(found)


def failed_copy(found: CopiedForReaders | None) -> int:
    """Return the exit code if a copy could not be written: what is published stays published."""
    return 0 if found is None or found.problem is None else EnvironmentFault.exit_code


def _tell(mask: Mask, text: str) -> None:
    click.echo(mask.text(text), err=True)


def notices(workspace: Workspace, *, is_debug: bool = True) -> None:
    """Print warnings from reading the project to stderr."""
    messages: Sequence[str] = workspace.warnings
    project = workspace.project
    if not is_debug and len(project.packages) > 1:
        messages = condensed(messages, project.root, project.packages)
    for message in messages:
        click.echo(message, err=True)


def notices_since_read(workspace: Workspace) -> None:
    """Print warnings that came after reading the project, such as an empty selection."""
    found = workspace.loaded.warnings
    new, found.said = found.messages[found.said :], len(found.messages)
    for message in dict.fromkeys(new):
        _tell(workspace.mask, message)


def collect_from_here_on() -> None:
    """Collect garbage only among objects created from now on; existing ones are kept to the end.

    If another program calls commands in its own process, it manages its own garbage: objects frozen
    here, databases among them, would never be collected.
    """
    if gc.isenabled():
        return
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
