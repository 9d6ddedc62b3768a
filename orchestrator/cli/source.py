"""`seg source freshness`: how old the data of each source is."""

import sys
from pathlib import Path
from typing import Any

import click

from orchestrator.artifacts.files import write_atomically
from orchestrator.cli.carry_out import carry_out
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
from orchestrator.errors import UsageError
from orchestrator.plan.make import make_freshness_plan
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.warehouse import opened


@click.group()
def source() -> None:
    """Commands about sources."""


@source.command("freshness", cls=Command)
@global_options
@selection_options
@click.option("-o", "--output", help="Where to write sources.json.")
def freshness(**given: Any) -> int:
    """Ask each source for its newest row, and judge its age."""
    flags, own = split(given)
    workspace = open_workspace(flags, "freshness")
    notices(workspace)
    selected = choose(workspace, selection_of(own), ("source",))
    plan = make_freshness_plan(
        workspace.project, selected, workspace.dialect, workspace.file.timezone
    )
    if not plan.steps:
        raise UsageError(
            "no selected source declares freshness",
            fix="give it loaded_at_field: and freshness: in its .yml",
        )
    with opened(workspace) as engine:
        code = carry_out(workspace, plan, engine, Catalogue(), None, display_of(given), sys.stdout)
    if own["output"]:
        made = workspace.target_path / "sources.json"
        write_atomically(Path(own["output"]), made.read_bytes())
    return code
