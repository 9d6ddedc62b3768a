"""The results of a build, for comparison: exit code, test results, published rows."""

from pathlib import Path
from typing import Any

import duckdb

from orchestrator.commands.run.run import RunResult
from tests.projects import reading


def outcome_of(result: RunResult, root: Path) -> tuple[Any, ...]:
    """The exit code, the nodes that failed or warned with their counts, and all that people read.

    Where a run fails, what is read is of another state, and so is what was not run again.
    """
    told = {
        name: (found.status, found.failures)
        for name, found in result.results.items()
        if found.is_failed or found.status == "warn"
    }
    if result.exit_code:
        failed = {name: how for name, how in told.items() if how[0] != "warn"}
        return (result.exit_code, failed, None)
    return (result.exit_code, told, tables_of(root))


def tables_of(root: Path) -> dict[str, object]:
    """All that people read, by name: the columns, and the rows in any order."""
    with reading(root / "w.duckdb") as connection:
        names = connection.execute(
            "select view_name from duckdb_views() where schema_name = 'main' and not internal"
        ).fetchall()
        return {name: _columns_and_rows(connection, name) for (name,) in names}


def _columns_and_rows(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[object, object]:
    found = connection.execute(f"from {name}")
    columns = [(column[0], str(column[1])) for column in found.description]
    return columns, sorted(map(repr, found.fetchall()))


def unlike(found: tuple[Any, ...], expected: tuple[Any, ...]) -> str:
    """Where two outcomes differ, in short."""
    if found[:2] != expected[:2] or found[2] is None or expected[2] is None:
        return f"{found[:2]}\nfrom nothing:\n{expected[:2]}"
    lines = []
    for name in sorted({*found[2], *expected[2]}):
        one, other = found[2].get(name), expected[2].get(name)
        if one != other:
            lines.append(f"{name}: {one}\nfrom nothing: {other}")
    return "\n".join(lines)
