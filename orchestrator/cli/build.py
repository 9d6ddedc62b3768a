"""`seg build`, `run`, `test`, `seed`, `retry`, `source freshness`: one run each, shown as it is."""

from pathlib import Path

import click
from msgspec.structs import replace

from orchestrator.cli.given import Given
from orchestrator.cli.running import shown
from orchestrator.cli.saying import opened_for
from orchestrator.commands import build as commands
from orchestrator.commands import retry as retrying
from orchestrator.commands.freshness import freshness
from orchestrator.commands.retry import find_retry
from orchestrator.plan.steps import PublishMode


def build(given: Given, *, full_refresh: bool, store_failures: bool, publish: PublishMode) -> int:
    """Build, test and publish."""
    workspace = opened_for(given, "build", is_full_refresh=full_refresh)
    run = commands.build(workspace, given.selection, publish=publish, store_failures=store_failures)
    return shown(run, workspace, given.display)


def run_models(given: Given, *, full_refresh: bool, publish: PublishMode) -> int:
    """Build and publish models."""
    workspace = opened_for(given, "run", is_full_refresh=full_refresh)
    run = commands.run_models(workspace, given.selection, publish=publish)
    return shown(run, workspace, given.display)


def run_tests(given: Given, *, store_failures: bool) -> int:
    """Test what is published."""
    workspace = opened_for(given, "test")
    run = commands.run_tests(workspace, given.selection, store_failures=store_failures)
    return shown(run, workspace, given.display)


def load_seeds(given: Given, *, full_refresh: bool, publish: PublishMode) -> int:
    """Load and publish seeds."""
    workspace = opened_for(given, "seed", is_full_refresh=full_refresh)
    run = commands.load_seeds(workspace, given.selection, publish=publish)
    return shown(run, workspace, given.display)


def retry(given: Given) -> int:
    """Carry on the last run."""
    found = find_retry(given.flags)
    click.echo(f"Retrying {found.told}", err=True)
    workspace = opened_for(
        replace(given, flags=found.flags),
        found.asked.command,
        is_full_refresh=found.asked.full_refresh,
    )
    return shown(retrying.retry(workspace, found.asked), workspace, given.display)


def source_freshness(given: Given, *, output: str | None) -> int:
    """Judge the age of sources."""
    workspace = opened_for(given, "freshness")
    file = Path(output) if output else None
    run = freshness(workspace, given.selection, output=file)
    return shown(run, workspace, given.display)
