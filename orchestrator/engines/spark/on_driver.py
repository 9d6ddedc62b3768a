"""Runs Python models on the driver: inputs are copied into a DuckDB in memory, results to Spark.

So a model has the same interface as on DuckDB: relations, frames, arrays, SQL of DuckDB.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from orchestrator.engines.duckdb.engine import DuckDBEngine
from orchestrator.engines.duckdb.python_client import DuckDBPythonClient
from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import quote, spelled
from orchestrator.engines.spark.filling import fill_table
from orchestrator.engines.spark.mirror import Mirror
from orchestrator.names import RelationName

ROWS = "seg_rows"
"""The table with the rows of a query on the driver."""


@contextmanager
def client_on_driver(
    reads: Sequence[str],
    records: DuckDBSession,
    mirror: Mirror,
    scratch: Callable[[], DuckDBEngine],
) -> Iterator[DuckDBPythonClient]:
    """Return the client for a model on the driver, where its inputs (`reads`) are copied to."""
    engine = scratch()
    local = engine.session()
    try:
        copied = set[RelationName]()
        for rows in reads:
            for name in mirror.read_on_spark(f"select * from {rows}", records) - copied:
                _copy_to_driver(name, records, local, mirror)
                copied.add(name)

        def register(version: RelationName) -> None:
            columns = local.describe(f"from {spelled(version)}")
            records.execute(f"create table {spelled(version)} ({_shown(columns)})")
            mirror.created(version)
            fill_on_spark(version, columns, local, mirror)

        with local.python_client(reads, register) as client:
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
    """Return a DuckDB session whose table `seg_rows` has the rows of a Spark query."""
    engine = scratch()
    local = engine.session()
    try:
        _fill_as(RelationName("main", ROWS), mirror.spark.client.arrow(sql), columns, local)
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
    """Fill a new table on Spark with the rows of a DuckDB table."""
    name = mirror.names.spelled(version)
    fill_table(name, columns, read or version, local, mirror.spark.client)


def _copy_to_driver(
    name: RelationName, records: DuckDBSession, local: DuckDBSession, mirror: Mirror
) -> None:
    """Fill a DuckDB table with the rows of a Spark table, in the types of the records."""
    wanted = records.describe(f"from {spelled(name)}")
    table = mirror.spark.client.arrow(f"select * from {mirror.names.spelled(name)}")
    local.execute(f"create schema if not exists {quote(name.schema)}")
    _fill_as(name, table, wanted, local)


def _fill_as(
    name: RelationName, table: Any, columns: Sequence[tuple[str, str]], local: DuckDBSession
) -> None:
    """Fill a DuckDB table with Arrow rows, in the given types."""
    local.fill(name, table)
    found = local.describe(f"from {spelled(name)}")
    for (column, kind), (_, other) in zip(columns, found, strict=True):
        if kind != other:
            local.execute(f"alter table {spelled(name)} alter {quote(column)} type {kind}")


def _shown(columns: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{quote(name)} {kind}" for name, kind in columns)
