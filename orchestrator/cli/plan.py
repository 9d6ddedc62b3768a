"""`seg plan`: what a build would do, as lines or as JSON."""

import click

from orchestrator.cli.given import Given
from orchestrator.cli.saying import opened_for, say
from orchestrator.commands import plan as commands
from orchestrator.json_text import json_text
from orchestrator.plan.orphans import orphan_notices
from orchestrator.reports.plan_text import plan_text


def plan(given: Given, *, full_refresh: bool, output: str) -> int:
    """Print the steps of a build."""
    workspace = opened_for(given, "build", is_full_refresh=full_refresh)
    made = commands.plan(workspace, given.selection)
    for warning in (*made.warnings, *(each.message for each in orphan_notices(made.orphans))):
        click.echo(workspace.mask.text(warning), err=True)
    if output == "json":
        say(workspace, json_text(commands.for_machines(workspace, made), workspace.mask))
        return 0
    nodes = workspace.project.nodes
    rows = ((step.action, nodes[step.unique_id].name, step.reason) for step in made.steps.values())
    click.echo(plan_text(rows, workspace.mask, reused=len(made.reused)))
    return 0
