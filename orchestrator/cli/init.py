"""`seg init`: a small project that builds."""

import click

from orchestrator.cli.given import Given
from orchestrator.commands import init as starting


def init(given: Given, *, name: str) -> int:
    """Write the starter project, and say what to do with it."""
    folder = given.flags.project_dir / name
    for path in starting.init(folder):
        click.echo(f"  {path}")
    click.echo(f"\nYour project is in {folder}. Next:\n  cd {folder}\n  seg build")
    return 0
