"""`seg rollback`, `debug` and `clean`: what is published, where it is, what may go."""

import shutil
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from orchestrator import __version__
from orchestrator.cli.lazy import Command
from orchestrator.cli.options import global_options, split
from orchestrator.cli.saying import say
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import UsageError
from orchestrator.nodes import resource_type
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import (
    has_warehouse,
    opened,
    read_catalogue,
    require_warehouse,
)


@click.command("rollback", cls=Command)
@global_options
@click.argument("generation", type=int, required=False)
@click.option("--list", "is_list", is_flag=True, help="List the generations that can be reached.")
def rollback(**given: Any) -> int:
    """Publish GENERATION again, or the one before the current."""
    flags, own = split(given)
    workspace = open_workspace(flags, "rollback")
    if own["is_list"]:
        _list_generations(workspace, read_catalogue(workspace))
        return 0
    require_warehouse(workspace, "to roll back")
    with opened(workspace) as engine:
        generations = engine.catalogue().generations
        wanted = own["generation"]
        if wanted is None:
            if len(generations) < 2:
                raise UsageError("there is no generation before the current one")
            wanted = generations[1].number
        run_id, at = workspace.invocation.run_id, datetime.now(UTC)
        made = interruptible(engine, partial(engine.rollback, wanted, run_id, at))
        engine.collect(workspace.file.publish.keep_generations)
    for notice in made.notices:
        say(workspace, notice)
    say(
        workspace,
        f"Published generation {wanted} again, as generation {made.number}: "
        f"{made.relations} relations switched.",
    )
    return 0


@click.command("debug", cls=Command)
@global_options
def debug(**given: Any) -> int:
    """Check the project, the target and the warehouse, and say what there is."""
    flags, _ = split(given)
    say_plain = click.echo
    say_plain(f"seg version: {__version__}")
    say_plain(f"python version: {sys.version.split()[0]}")
    workspace = open_workspace(flags, "debug")
    counts: dict[str, int] = {}
    for node in workspace.project.nodes.values():
        counts[resource_type(node)] = counts.get(resource_type(node), 0) + 1
    listed = ", ".join(f"{n} {kind}s" for kind, n in sorted(counts.items()))
    say(workspace, f"project: {workspace.file.path} [OK] {listed}")
    target = workspace.target
    say(workspace, f"target: {target.name} (profile {target.profile_name or 'none'}) [OK]")
    say(workspace, f"engine: {target.engine}, schema {target.schema}, {target.threads} threads")
    if not has_warehouse(workspace):
        say(workspace, "warehouse: not there yet; 'seg build' makes it")
        return 0
    with opened(workspace, read_only=True) as engine:
        catalogue = engine.catalogue()
    say(workspace, f"warehouse: [OK] {len(catalogue.published)} published relations")
    _list_generations(workspace, catalogue)
    return 0


@click.command("clean", cls=Command)
@global_options
def clean(**given: Any) -> int:
    """Delete the folders that seg writes beside the project (target/); never a table."""
    flags, _ = split(given)
    workspace = open_workspace(flags, "clean")
    root = workspace.file.root
    for name in workspace.file.clean_targets or (workspace.file.target_path,):
        folder = (root / name).resolve()
        _refuse_outside(folder, workspace, name)
        if folder.is_dir():
            shutil.rmtree(folder)
            say(workspace, f"Deleted {name}/")
    return 0


def _refuse_outside(folder: Path, workspace: Workspace, name: str) -> None:
    """Clean deletes only folders inside the project that hold none of its sources."""
    file, root = workspace.file, workspace.file.root
    sources = (*file.model_paths, *file.seed_paths, *file.test_paths, *file.macro_paths)
    kept = [root, *(root / path for path in sources)]
    if root not in folder.parents or any(folder == path or folder in path.parents for path in kept):
        raise UsageError(
            f"clean-targets names '{name}', which is not seg's to delete",
            fix="name only folders of generated files inside the project",
        )


def _list_generations(workspace: Workspace, catalogue: Catalogue) -> None:
    for position, found in enumerate(catalogue.generations):
        mark = "  <- current" if position == 0 else ""
        at = found.published_at.astimezone(UTC)
        say(
            workspace,
            f"  generation {found.number}: {found.relations} relations switched, "
            f"published {at:%Y-%m-%d %H:%M:%S} UTC, run {found.run_id}{mark}",
        )
