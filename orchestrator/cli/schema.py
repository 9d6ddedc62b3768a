"""`seg schema`: what editors need to complete and check YAML files."""

from pathlib import Path

import click

from orchestrator.cli.given import Given
from orchestrator.editors.schemas import SCHEMAS, schema_text
from orchestrator.errors import EnvironmentFault


def schema(given: Given, *, file: str | None, write: str | None) -> int:
    """Print the schema of a kind of file, or write all of them into a folder."""
    if write is None:
        click.echo(schema_text(file or next(iter(SCHEMAS))))
        return 0
    folder = Path(write)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in SCHEMAS if file is None else (file,):
            (folder / f"{name}.json").write_text(f"{schema_text(name)}\n", "utf-8")
            click.echo(f"wrote {folder / f'{name}.json'}")
    except OSError as error:
        raise EnvironmentFault(f"{folder} cannot be written: {error.strerror}") from error
    return 0
