"""`seg init`: writes a small example project, or one for a shop's files."""

import sys
from datetime import date
from pathlib import Path

import click

from orchestrator.cli.given import Given
from orchestrator.commands import init as starting
from orchestrator.errors import UsageError
from orchestrator.json_text import json_text
from orchestrator.reports.starting import started_json, started_text
from orchestrator.reports.terminal import width_of


def init(
    given: Given, *, name: str, columns: tuple[str, ...], output: str, **files: str | None
) -> int:
    """Write the project, and print how the files were understood and what to do next."""
    folder = given.flags.project_dir / name
    named = {option: text for option, text in files.items() if text is not None}
    if named:
        started = starting.init_shop(folder, named, columns, Path.cwd(), date.today())
    elif columns:
        raise UsageError("--column is for the columns of a file", fix="pass it: --orders FILE")
    else:
        started = starting.init(folder)
    if output == "json":
        click.echo(json_text(started_json(started)))
    else:
        click.echo(started_text(started, width_of(sys.stdout)))
    return 0
