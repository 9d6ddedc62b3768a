"""`seg rollback` and `debug`: what is published, and where."""

import sys
from collections.abc import Sequence

import click

from orchestrator import __version__
from orchestrator.cli.given import Given
from orchestrator.cli.saying import failed_copy, opened_for, say, say_copied
from orchestrator.commands import debug as debugging
from orchestrator.commands import rollback as rolling_back
from orchestrator.engines.boundary import Generation
from orchestrator.errors import UsageError
from orchestrator.json_text import json_text
from orchestrator.names import counted
from orchestrator.reports.generations import (
    file_lines,
    generation_lines,
    generations_json,
    rolled_back_json,
)
from orchestrator.workspace.value import Workspace


def rollback(given: Given, *, generation: int | None, is_list: bool, output: str) -> int:
    """Publish an earlier generation again, or list them."""
    if is_list and generation is not None:
        raise UsageError(
            "--list lists all generations, and publishes none",
            fix=f"write 'seg rollback {generation}' to publish that one again",
        )
    workspace = opened_for(given, "rollback")
    if is_list:
        found = rolling_back.generations(workspace)
        if output == "json":
            say(workspace, json_text(generations_json(found), workspace.mask))
        else:
            _list_generations(workspace, found)
        return 0
    done = rolling_back.rollback(workspace, generation)
    if output == "json":
        say(workspace, json_text(rolled_back_json(done), workspace.mask))
        return failed_copy(done.copied) or _failed_file(done)
    for notice in done.made.notices:
        say(workspace, notice)
    say(
        workspace,
        f"Published generation {done.wanted} again, as generation {done.made.number}: "
        f"{counted(done.made.relations, 'relation')} switched.",
    )
    for line in file_lines(done):
        say(workspace, line)
    return say_copied(workspace, done.copied) or _failed_file(done)


def _failed_file(done: rolling_back.RolledBack) -> int:
    return int(any(each.problem is not None for each in done.files))


def debug(given: Given) -> int:
    """Print what was found; the versions even if the project cannot be read."""
    click.echo(f"seg version: {__version__}")
    click.echo(f"python version: {sys.version.split()[0]}")
    workspace = opened_for(given, "debug")
    found = debugging.check(workspace)
    listed = ", ".join(
        counted(n, kind.replace("_", " ")) for kind, n in sorted(found.counts.items())
    )
    say(workspace, f"project: {found.project_file} [OK] {listed}")
    target = found.target
    say(workspace, f"target: {target.name} (profile {target.profile_name or 'none'}) [OK]")
    say(workspace, f"engine: {target.engine}, schema {target.schema}, {target.threads} threads")
    if found.catalogue is None:
        say(workspace, "warehouse: it does not exist yet; 'seg build' creates it")
        return 0
    say(
        workspace,
        f"warehouse: [OK] {counted(len(found.catalogue.published), 'published relation')}",
    )
    _list_generations(workspace, found.catalogue.generations)
    return 0


def _list_generations(workspace: Workspace, generations: Sequence[Generation]) -> None:
    for line in generation_lines(generations):
        say(workspace, line)
