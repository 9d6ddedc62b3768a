"""`seg plan`: what a build would do, as a tree or as JSON."""

import sys

import click

from orchestrator.cli.given import Given
from orchestrator.cli.paging import page
from orchestrator.cli.saying import notices_since_read, opened_for, say
from orchestrator.commands import plan as commands
from orchestrator.json_text import json_text
from orchestrator.plan.orphans import orphan_notices
from orchestrator.reports.plan_text import PlanText
from orchestrator.reports.terminal import width_of


def plan(
    given: Given, *, full_refresh: bool, tests: bool, reused: bool, pager: bool, output: str
) -> int:
    """Print the steps of a build."""
    workspace = opened_for(given, "build", is_full_refresh=full_refresh)
    made = commands.plan(workspace, given.selection)
    notices_since_read(workspace)
    for warning in (*made.warnings, *(each.message for each in orphan_notices(made.orphans))):
        click.echo(workspace.mask.text(warning), err=True)
    if output == "json":
        say(workspace, json_text(commands.for_machines(workspace, made), workspace.mask))
        return 0
    text = PlanText(
        workspace.project.nodes,
        commands.last_time(workspace, made),
        workspace.mask,
        shows_tests=tests,
        shows_reused=reused,
    )
    page(text.of(made, width_of(sys.stdout)), sys.stdout, is_wanted=pager)
    return 0
