"""Compares what two engines published for one project."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from orchestrator.engines.spark.door import SparkOperations

TOLERANCE = 1e-9
"""So much may doubles differ, by their size where that is more than 1."""

OF_DIGESTS = ("segment_set", "before_change", "after_change")
"""Columns with digests in them, beside those that are called so."""

LARGE = ("HUGEINT", "UHUGEINT", "UBIGINT", "DECIMAL(38,0)", "DECIMAL(20,0)")


def published(database: Path) -> list[tuple[str, str]]:
    """The schema and name of all that DuckDB publishes in a database."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(
            "select table_schema, table_name from information_schema.tables "
            "where table_schema not in ('seg_versions', '_seg') order by all"
        ).fetchall()


def differences(database: Path, spark: SparkOperations) -> Iterator[str]:
    """Each relation that has other columns or rows on Spark, and how."""
    names = published(database)
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        for schema, name in names:
            connection.register("theirs", spark.arrow(f"select * from `{schema}`.`{name}`"))
            found = _difference(connection, f'"{schema}"."{name}"')
            if found is not None:
                yield f"{schema}.{name}: {found}"
            connection.unregister("theirs")


def _difference(connection: duckdb.DuckDBPyConnection, ours: str) -> str | None:
    columns, other = (_columns(connection, each) for each in (ours, "theirs"))
    if [name.casefold() for name, _ in columns] != [name.casefold() for name, _ in other]:
        return f"columns {columns} and {other}"
    kinds = [(name, one, two) for (name, one), (_, two) in zip(columns, other, strict=True)]
    unlike = [each for each in kinds if _family(each[1]) != _family(each[2])]
    if unlike:
        return f"types {unlike}"
    # Each engine makes its own digests, and compares them with its own.
    told = [each for each in kinds if "digest" not in each[0] and each[0] not in OF_DIGESTS]
    exact = [name for name, kind, _ in told if kind not in ("DOUBLE", "FLOAT")]
    near = [name for name, kind, _ in told if kind in ("DOUBLE", "FLOAT")]
    counts = [_rows(connection, f"select count(*) from {each}")[0][0] for each in (ours, "theirs")]
    if counts[0] != counts[1]:
        return f"{counts[0]} and {counts[1]} rows"
    shown = [f'cast("{name}" as varchar) as "{name}"' for name in exact]
    shown += [f'cast("{name}" as double) as "{name}"' for name in near]
    order = ", ".join(f'"{name}"' for name in (*exact, *near))
    sides = [
        f"(select *, row_number() over (order by {order}) as seg_row from "
        f"(select {', '.join(shown)} from {each}))"
        for each in (ours, "theirs")
    ]
    wrong = {
        **{name: f'a."{name}" is distinct from b."{name}"' for name in exact},
        **{
            name: f'(a."{name}" is null) <> (b."{name}" is null) or (isnan(a."{name}") <> '
            f'isnan(b."{name}")) or abs(a."{name}" - b."{name}") > '
            f'{TOLERANCE} * greatest(1, abs(a."{name}"))'
            for name in near
        },
    }
    asked = ", ".join(f"count(*) filter ({each})" for each in wrong.values())
    joined = f"from {sides[0]} as a inner join {sides[1]} as b using (seg_row)"
    (row,) = _rows(connection, f"select {asked} {joined}")
    others = [f"{name} {count}" for name, count in zip(wrong, row, strict=True) if count]
    return f"of {counts[0]} rows others: {', '.join(others)}" if others else None


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> list[tuple[str, str]]:
    rows = _rows(connection, f"describe from {relation}")
    return [(row[0], row[1]) for row in rows]


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> list[Any]:
    return connection.execute(sql).fetchall()


def _family(kind: str) -> str:
    """Whole numbers are alike, whatever their size."""
    if kind.endswith("[]"):
        return f"{_family(kind.removesuffix('[]'))}[]"
    if kind.endswith("INT") or kind == "INTEGER" or kind in LARGE:
        return "whole"
    return kind.partition("(")[0]
