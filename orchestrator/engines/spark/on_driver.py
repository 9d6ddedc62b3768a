"""Models in Python on the driver: a DuckDB in memory has their inputs, Spark gets what they return.

So a model finds what it finds on DuckDB: relations, frames, arrays, SQL of DuckDB.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from orchestrator.engines.duckdb.engine import DuckDBEngine
from orchestrator.engines.duckdb.python_client import DuckDBPythonClient
from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import quote, spelled
from orchestrator.engines.spark.mirror import Mirror
from orchestrator.engines.spark.types import of_duckdb
from orchestrator.names import RelationName

ROWS = "seg_rows"
"""The table that has the rows of a query on the driver."""


@contextmanager
def client_on_driver(
    reads: Sequence[str],
    records: DuckDBSession,
    mirror: Mirror,
    scratch: Callable[[], DuckDBEngine],
) -> Iterator[DuckDBPythonClient]:
    """What a model may do on the driver, where all that it `reads` was brought."""
    engine = scratch()
    local = engine.session()
    try:
        brought = set[RelationName]()
        for rows in reads:
            for name in mirror.read_on_spark(f"select * from {rows}", records) - brought:
                _bring(name, records, local, mirror)
                brought.add(name)

        def made(version: RelationName) -> None:
            columns = local.describe(f"from {spelled(version)}")
            records.execute(f"create table {spelled(version)} ({_shown(columns)})")
            mirror.made(version)
            fill_on_spark(version, columns, local, mirror)

        with local.python_client(reads, made) as client:
            yield client
    finally:
        local.close()
        engine.close()


@contextmanager
def rows_on_driver(
    sql: str,
    columns: Sequence[tuple[str, str]],
    mirror: Mirror,
    scratch: Callable[[], DuckDBEngine],
) -> Iterator[DuckDBSession]:
    """A session of DuckDB whose table `seg_rows` has the rows of a query of Spark."""
    engine = scratch()
    local = engine.session()
    try:
        _fill_as(RelationName("main", ROWS), mirror.spark.asked.arrow(sql), columns, local)
        yield local
    finally:
        local.close()
        engine.close()


def fill_on_spark(
    version: RelationName,
    columns: Sequence[tuple[str, str]],
    local: DuckDBSession,
    mirror: Mirror,
    read: RelationName | None = None,
) -> None:
    """Fill a new table on Spark with the rows that a table of DuckDB has."""
    kinds = [(name, of_duckdb(name, kind)) for name, kind in columns]
    shown = ", ".join(
        f"cast({quote(name)} as {kind}) as {quote(name)}"
        if kind.startswith("decimal")
        else quote(name)
        for name, kind in kinds
    )
    table = local.arrow(f"select {shown} from {spelled(read or version)}")
    mirror.spark.asked.fill(mirror.names.spelled(version), kinds, table)


def _bring(
    name: RelationName, records: DuckDBSession, local: DuckDBSession, mirror: Mirror
) -> None:
    """Fill a table of DuckDB with the rows that one of Spark has, in the types of the records."""
    wanted = records.describe(f"from {spelled(name)}")
    table = mirror.spark.asked.arrow(f"select * from {mirror.names.spelled(name)}")
    local.execute(f"create schema if not exists {quote(name.schema)}")
    _fill_as(name, table, wanted, local)


def _fill_as(
    name: RelationName, table: Any, columns: Sequence[tuple[str, str]], local: DuckDBSession
) -> None:
    """Fill a table of DuckDB with Arrow's rows, in types that are told."""
    local.fill(name, table)
    found = local.describe(f"from {spelled(name)}")
    for (column, kind), (_, other) in zip(columns, found, strict=True):
        if kind != other:
            local.execute(f"alter table {spelled(name)} alter {quote(column)} type {kind}")


def _shown(columns: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{quote(name)} {kind}" for name, kind in columns)
