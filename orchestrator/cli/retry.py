"""`seg retry`: continues the last run."""

import click
from msgspec.structs import replace

from orchestrator.cli.given import Given
from orchestrator.cli.running import shown
from orchestrator.cli.saying import opened_for
from orchestrator.commands import retry as commands
from orchestrator.commands.retry import NothingToRetry, find_retry
from orchestrator.workspace.open import project_file


def retry(given: Given, *, full_refresh: bool) -> int:
    """Continue the last run."""
    try:
        found = find_retry(given.flags)
    except NothingToRetry as nothing:
        if project_file(given.flags).is_strict:
            raise
        click.echo(str(nothing), err=True)
        return 0
    click.echo(f"Retrying {found.description}", err=True)
    arguments = replace(found.arguments, full_refresh=full_refresh or found.arguments.full_refresh)
    workspace = opened_for(
        replace(given, flags=found.flags), arguments.command, is_full_refresh=arguments.full_refresh
    )
    return shown(commands.retry(workspace, arguments), workspace, given.display)
