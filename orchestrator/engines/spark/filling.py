"""Fills tables on Spark with rows of DuckDB."""

from collections.abc import Sequence

from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import quote, spelled
from orchestrator.engines.spark.door import SparkOperations
from orchestrator.engines.spark.types import to_spark_type
from orchestrator.names import RelationName


def fill_table(
    name: str,
    columns: Sequence[tuple[str, str]],
    read: RelationName,
    local: DuckDBSession,
    client: SparkOperations,
) -> None:
    """Fill a new table on Spark, `name` in its SQL, with the rows of a DuckDB relation."""
    kinds = [(column, to_spark_type(column, kind)) for column, kind in columns]
    shown = ", ".join(
        f"cast({quote(column)} as {kind}) as {quote(column)}"
        if kind.startswith("decimal")
        else quote(column)
        for column, kind in kinds
    )
    client.fill(name, kinds, local.arrow(f"select {shown} from {spelled(read)}"))
