"""`seg schema`: JSON Schemas, with which editors complete and check YAML files."""

from collections.abc import Iterable
from pathlib import Path

import click

from orchestrator.cli.given import Given
from orchestrator.editors.schemas import SCHEMAS, schema_text
from orchestrator.errors import EnvironmentFault, UsageError


def schema(given: Given, *, file: str | None, write: str | None, check: str | None) -> int:
    """Print the schema of a kind of file, write all of them into a folder, or check that one."""
    if write is not None and check is not None:
        raise UsageError("--write and --check", fix="name one of them")
    names = SCHEMAS if file is None else (file,)
    if write is not None:
        return _write(Path(write), names)
    if check is not None:
        return _check(Path(check), names)
    click.echo(schema_text(file or next(iter(SCHEMAS))))
    return 0


def _write(folder: Path, names: Iterable[str]) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            _file(folder, name).write_text(f"{schema_text(name)}\n", "utf-8")
            click.echo(f"wrote {_file(folder, name)}")
    except OSError as error:
        raise EnvironmentFault(f"{folder} cannot be written: {error.strerror}") from error
    return 0


def _check(folder: Path, names: Iterable[str]) -> int:
    """Print which files are missing, or belong to a different version of seg."""
    others = [name for name in names if not _is_current(_file(folder, name), name)]
    for name in others:
        click.echo(f"{_file(folder, name)} is not the schema of this version of seg", err=True)
    if others:
        click.echo(f"  fix: run 'seg schema --write {folder}'", err=True)
    return int(bool(others))


def _is_current(file: Path, name: str) -> bool:
    try:
        return file.read_text("utf-8") == f"{schema_text(name)}\n"
    except (OSError, UnicodeDecodeError):
        return False


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"
