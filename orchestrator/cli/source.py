"""`seg source freshness`: how old the data of each source is."""

import sys
from pathlib import Path
from typing import Any

import click

from orchestrator.artifacts.files import write_atomically
from orchestrator.cli.carry_out import carry_out, opened
from orchestrator.cli.chosen import choose, notices
from orchestrator.cli.lazy import Command
from orchestrator.cli.options import Settings, global_options, selection_options
from orchestrator.cli.workspace import open_workspace
from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import UsageError
from orchestrator.plan.make import make_freshness_plan


@click.group()
def source() -> None:
    """Commands about sources."""


@source.command("freshness", cls=Command)
@global_options
@selection_options
@click.option("-o", "--output", help="Where to write sources.json.")
def freshness(**given: Any) -> int:
    """Ask each source for its newest row, and judge its age."""
    settings, own = Settings.split(given)
    workspace = open_workspace(settings, "freshness")
    notices(workspace)
    selected = choose(workspace, own, ("source",))
    plan = make_freshness_plan(
        workspace.project, selected, workspace.dialect, workspace.file.timezone
    )
    if not plan.steps:
        raise UsageError(
            "no selected source declares freshness",
            fix="give it loaded_at_field: and freshness: in its .yml",
        )
    with opened(workspace) as engine:
        code = carry_out(workspace, plan, engine, Catalogue(), None, sys.stdout)
    if own["output"]:
        made = workspace.target_path / "sources.json"
        write_atomically(Path(own["output"]), made.read_bytes())
    return code
