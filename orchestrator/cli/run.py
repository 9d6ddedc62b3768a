"""`seg build`, `run`, `test` and `seed`: plan, carry out, report."""

import sys
from typing import Any

import click

from orchestrator.cli.carry_out import carry_out
from orchestrator.cli.keeping_out import whom_to_keep_out
from orchestrator.cli.lazy import Command
from orchestrator.cli.options import (
    display_of,
    global_options,
    selection_of,
    selection_options,
    split,
)
from orchestrator.cli.saying import notices
from orchestrator.engines.boundary import Catalogue
from orchestrator.plan.steps import PublishMode
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.preparing import compile_selected, prepare
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.warehouse import has_warehouse, opened, require_warehouse

full_refresh = click.option(
    "-f", "--full-refresh", is_flag=True, help="Build incremental models afresh."
)
store_failures = click.option("--store-failures", is_flag=True, help="Keep failing rows in tables.")
publish_mode = click.option(
    "--publish",
    type=click.Choice(["all", "passing"]),
    default="all",
    help="After a failure: publish nothing, or what passed with all it is built from.",
)


@click.command("build", cls=Command)
@global_options
@selection_options
@full_refresh
@store_failures
@publish_mode
def build(**given: Any) -> int:
    """Build models and seeds aside, test them, publish all of it in one transaction."""
    return _run("build", given, ("model", "seed", "test"))


@click.command("run", cls=Command)
@global_options
@selection_options
@full_refresh
@publish_mode
def run_models(**given: Any) -> int:
    """Build and publish models, without tests."""
    return _run("run", given, ("model",))


@click.command("test", cls=Command)
@global_options
@selection_options
@store_failures
def test(**given: Any) -> int:
    """Run data tests on what is published."""
    return _run("test", given, ("test",))


@click.command("seed", cls=Command)
@global_options
@selection_options
@full_refresh
@publish_mode
def seed(**given: Any) -> int:
    """Load seeds and publish them."""
    return _run("seed", given, ("seed",))


def _run(command: str, given: dict[str, Any], types: tuple[str, ...]) -> int:
    flags, own = split(given)
    publish: PublishMode = own.get("publish", "none")
    workspace = open_workspace(flags, command, is_full_refresh=own.get("full_refresh", False))
    notices(workspace)
    selected = choose(workspace, selection_of(own), types)
    if command == "test":
        require_warehouse(workspace, "to test yet")
    is_new = not has_warehouse(workspace)
    # What cannot be compiled leaves no empty warehouse behind.
    compiled = compile_selected(workspace, selected, Catalogue()) if is_new else None
    with opened(workspace) as engine:
        catalogue = engine.catalogue()
        prepared = prepare(
            workspace,
            selected,
            catalogue,
            publish=publish,
            has_gates=command == "build",
            store_failures=own.get("store_failures", False),
            engine=engine,
            compiled=compiled if catalogue == Catalogue() else None,
        )
        keep_out = whom_to_keep_out(workspace, engine, prepared.compiled, catalogue)
        return carry_out(
            workspace,
            prepared.plan,
            engine,
            catalogue,
            prepared.compiled,
            display_of(given),
            sys.stdout,
            keep_out=keep_out,
        )
