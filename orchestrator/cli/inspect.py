"""`seg plan` and `compile`: what a build would do, without doing it."""

from typing import Any

import click

from orchestrator.cli.carry_out import write_compiled
from orchestrator.cli.lazy import Command
from orchestrator.cli.manifest import write_manifest_of
from orchestrator.cli.options import (
    global_options,
    output_options,
    selection_of,
    selection_options,
    split,
)
from orchestrator.cli.saying import notices, say
from orchestrator.cli.show import inline_sql
from orchestrator.errors import EnvironmentFault
from orchestrator.json_text import json_text
from orchestrator.reports.plan_text import plan_text
from orchestrator.workspace.open import open_workspace
from orchestrator.workspace.preparing import (
    compile_selected,
    prepare,
    shown_sql,
)
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.warehouse import read_catalogue

BUILT = ("model", "seed", "test")


@click.command("plan", cls=Command)
@global_options
@selection_options
@click.option("-f", "--full-refresh", is_flag=True, help="Build incremental models afresh.")
@output_options
def plan(**given: Any) -> int:
    """Print what a build would do, and why, without doing it."""
    flags, own = split(given)
    workspace = open_workspace(flags, "build", is_full_refresh=own["full_refresh"])
    notices(workspace)
    selected = choose(workspace, selection_of(own), BUILT)
    catalogue = read_catalogue(workspace)
    made = prepare(workspace, selected, catalogue, publish="all", has_gates=True).plan
    nodes = workspace.project.nodes
    if own["output"] == "json":
        say(workspace, json_text({"steps": list(made.steps.values())}, workspace.mask))
        return 0
    rows = ((step.action, nodes[step.unique_id].name, step.reason) for step in made.steps.values())
    click.echo(plan_text(rows, workspace.mask))
    return 0


@click.command("compile", cls=Command)
@global_options
@selection_options
@click.option("--inline", help="SQL to compile instead of nodes.")
@click.option("-f", "--full-refresh", is_flag=True, help="Compile as for a first build.")
@output_options
def compile_models(**given: Any) -> int:
    """Write the SQL of the selected models and tests to target/compiled."""
    flags, own = split(given)
    workspace = open_workspace(flags, "compile", is_full_refresh=own["full_refresh"])
    notices(workspace)
    catalogue = read_catalogue(workspace)
    if own["inline"] is not None:
        say(workspace, inline_sql(workspace, own["inline"]).strip())
        return 0
    selected = choose(workspace, selection_of(own), ("model", "test"))
    compiled = compile_selected(workspace, selected, catalogue)
    sql = shown_sql(workspace, compiled, selected)
    if flags.write_json:
        try:
            for name in selected:
                write_compiled(workspace, compiled, name)
            write_manifest_of(workspace, sql)
        except EnvironmentFault as fault:
            # Where nothing may be written, what was selected can still be read.
            if not own["select"]:
                raise
            click.echo(workspace.mask.text(str(fault)), err=True)
    if own["select"]:
        for name, text in sql.items():
            if own["output"] == "json":
                say(workspace, json_text({"node": name, "compiled": text}, workspace.mask))
            else:
                say(workspace, f"Compiled node '{workspace.project.nodes[name].name}' is:")
                say(workspace, text.strip() + "\n")
    return 0
