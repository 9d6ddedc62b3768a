"""Models in Python on the driver: a DuckDB in memory has their inputs, Spark gets what they return.

So a model finds what it finds on DuckDB: relations, frames, arrays, SQL of DuckDB.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from orchestrator.engines.duckdb.engine import DuckDBEngine
from orchestrator.engines.duckdb.python_client import DuckDBPythonClient
from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import quote, spelled
from orchestrator.engines.spark.mirror import Mirror
from orchestrator.engines.spark.types import of_duckdb
from orchestrator.names import RelationName


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
    local.fill(name, table)
    for (column, kind), (_, found) in zip(
        wanted, local.describe(f"from {spelled(name)}"), strict=True
    ):
        if kind != found:
            local.execute(f"alter table {spelled(name)} alter {quote(column)} type {kind}")


def _shown(columns: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{quote(name)} {kind}" for name, kind in columns)
