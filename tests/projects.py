"""Small projects as a dict of path to text, and `seg` run on them inside this process."""

import io
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from orchestrator.cli.main import run

PROJECT_FILE = {"seg_project.yml": "name: shop\n"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command came to."""

    exit_code: int
    stdout: str
    stderr: str


def write_project(folder: Path, files: Mapping[str, str]) -> Path:
    """The folder with the files in it; it gets a seg_project.yml if it has none."""
    added = {} if (folder / "seg_project.yml").exists() else PROJECT_FILE
    for path, text in (added | dict(files)).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return folder


def seg(folder: Path, command: str, *arguments: str) -> Outcome:
    """What `seg <command> <arguments>` says and returns in the project in `folder`."""
    stdout, stderr = io.StringIO(), io.StringIO()
    with redirect_stdout(stdout), redirect_stderr(stderr):
        exit_code = run(["--project-dir", str(folder), command, *arguments])
    return Outcome(exit_code, stdout.getvalue(), stderr.getvalue())


@contextmanager
def reading(database: Path, mode: str = "read_only") -> Iterator[duckdb.DuckDBPyConnection]:
    """A database, to read.

    It is attached to an instance of DuckDB that is there: a new one takes 20 times as long.
    """
    instance = _instance()
    name = f'"{database.stem}"'
    instance.execute(f"attach '{database}' as {name} ({mode})")
    try:
        with instance.cursor() as connection:
            connection.execute(f"use {name}")
            yield connection
    finally:
        instance.execute(f"detach {name}")


def writing(database: Path) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """The same, to write."""
    return reading(database, "read_write")


@cache
def _instance() -> duckdb.DuckDBPyConnection:
    # Without threads of its own, as some tests fork.
    return duckdb.connect(config={"threads": 1})


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query gives on the project's database."""
    with reading(folder / "warehouse.duckdb") as connection:
        return connection.execute(query).fetchall()
