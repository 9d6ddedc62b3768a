"""`seg init`: a small project that builds."""

from pathlib import Path
from typing import Any

import click

from orchestrator.cli.lazy import Command
from orchestrator.cli.options import global_options
from orchestrator.starter.write import write_starter


@click.command("init", cls=Command)
@global_options
@click.argument("name")
@click.option("-s", "--skip-profile-setup", is_flag=True, hidden=True, expose_value=False)
@click.option("--skip-debug", is_flag=True, hidden=True, expose_value=False)
def init(name: str, **given: Any) -> int:
    """Write a small working project into the new folder NAME."""
    folder = Path(given.get("project_dir") or ".") / name
    for path in write_starter(folder, folder.name):
        click.echo(f"  {path}")
    click.echo(f"\nYour project is in {folder}. Next:\n  cd {folder}\n  seg build")
    return 0
