"""`seg plan` and `compile`: what a build would do, as lines or as JSON."""

import click

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands import compile as compiling
from orchestrator.commands import plan as planning
from orchestrator.json_text import json_text
from orchestrator.reports.plan_text import plan_text


def plan(given: Given, *, full_refresh: bool, output: str) -> int:
    """Print the steps of a build."""
    workspace = opened_for(given, "build", is_full_refresh=full_refresh)
    made = planning.plan(workspace, given.selection)
    for warning in made.warnings:
        click.echo(workspace.mask.text(warning), err=True)
    if output == "json":
        say(workspace, json_text(planning.for_machines(workspace, made), workspace.mask))
        return 0
    nodes = workspace.project.nodes
    rows = ((step.action, nodes[step.unique_id].name, step.reason) for step in made.steps.values())
    click.echo(plan_text(rows, workspace.mask, reused=len(made.reused)))
    return 0


def compile_nodes(given: Given, *, inline: str | None, full_refresh: bool, output: str) -> int:
    """Write SQL to target/compiled; print it where nodes were selected."""
    workspace = opened_for(given, "compile", is_full_refresh=full_refresh)
    if inline is not None:
        say(workspace, compiling.compile_inline(workspace, inline))
        return 0
    compiled = compiling.compile_nodes(workspace, given.selection)
    if compiled.unwritten is not None:
        # Where nothing may be written, what was selected can still be read.
        if not given.selection.select:
            raise compiled.unwritten
        click.echo(workspace.mask.text(str(compiled.unwritten)), err=True)
    if given.selection.select:
        for name, text in compiled.sql.items():
            if output == "json":
                say(workspace, json_text({"node": name, "compiled": text}, workspace.mask))
            else:
                say(workspace, f"Compiled node '{workspace.project.nodes[name].name}' is:")
                say(workspace, text.strip() + "\n")
    return 0
