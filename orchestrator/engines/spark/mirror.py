"""What the records have to know of relations on Spark, so that SQL on them can be transpiled."""

from collections.abc import Iterable
from threading import Lock

from orchestrator.dialects.duckdb import INTERNAL_SCHEMA, VERSIONS_SCHEMA
from orchestrator.dialects.spark.door import Columns, relations_in, transpiler
from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import folded, quote, spelled
from orchestrator.engines.spark.door import HOW_TO_INSTALL, Spark
from orchestrator.engines.spark.names import SparkNames
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.names import RelationName

_OF_DUCKDB = ("information_schema", "pg_catalog")


class Mirror:
    """Relations that seg did not make stand in the records as tables without rows."""

    def __init__(self, spark: Spark, names: SparkNames) -> None:
        self.spark = spark
        self.names = names
        self._lock = Lock()
        self._columns: dict[RelationName, Columns | None] = {}
        self._known: set[RelationName] = set()

    def rehearsing(self) -> "Mirror":
        """The same for other records, in which nothing is known yet."""
        other = Mirror(self.spark, self.names)
        other._columns = self._columns
        return other

    def made(self, name: RelationName) -> None:
        """A table that a session made is no source, and is in the records as it was made."""
        with self._lock:
            self._known.add(folded(name))

    def dropped(self, name: RelationName) -> None:
        """A table that a session dropped."""
        with self._lock:
            self._known.discard(folded(name))
            self._columns.pop(folded(name), None)

    def know_all(self, select: str, records: DuckDBSession) -> bool:
        """Let the records know what a SELECT reads; whether that is something on Spark."""
        found = relations_in(select)
        if found is None:
            return True
        read = [name for name in map(folded, found) if not _is_of_records(name)]
        with self._lock:
            for name in read:
                is_source = name.schema != VERSIONS_SCHEMA and name.database is None
                if is_source and name not in self._known:
                    self._know(name, records)
                    self._known.add(name)
        return bool(read)

    def transpiled(
        self,
        select: str,
        records: DuckDBSession,
        added_lines: int = 0,
        *,
        reads_names: bool = True,
    ) -> str:
        """A SELECT as Spark runs it; raises StatementError where that is not known to be the same.

        The line of that is in a statement that has so many lines before it. Where nobody
        `reads_names`, columns may be without one.
        """
        made = transpiler(self._described(select, records), self.names.on_spark)
        if made is None:
            raise EnvironmentFault("the Python package sqlglot is not installed", HOW_TO_INSTALL)
        found = made.transpile(select, reads_names=reads_names)
        if found.findings or found.sql is None:
            first = found.findings[0]
            what = f"{first.what}\non Spark: {first.way}"
            raise StatementError(what, line=first.line + added_lines)
        return found.sql

    def _described(
        self, select: str, records: DuckDBSession
    ) -> Iterable[tuple[RelationName, Columns]]:
        for name in relations_in(select) or ():
            if not _is_of_records(name):
                yield name, records.describe(f"from {spelled(name)}")

    def _know(self, name: RelationName, records: DuckDBSession) -> None:
        """Look a relation up on Spark that the records have as a table, or not at all."""
        kinds = records.query(
            "select table_type from information_schema.tables "
            f"where lower(table_schema) = {_text(name.schema)} "
            f"and lower(table_name) = {_text(name.identifier)} "
            "and table_catalog = current_database()"
        ).values
        if kinds == (("VIEW",),):
            return
        if name not in self._columns:
            self._columns[name] = self.spark.asked.columns(self.names.spelled(name))
        columns = self._columns[name]
        if columns is None:
            if kinds:
                records.execute(f"drop table {spelled(name)}")
            return
        if not kinds or records.describe(f"from {spelled(name)}") != columns:
            records.execute(f"create schema if not exists {quote(name.schema)}")
            shown = ", ".join(f"{quote(column)} {kind}" for column, kind in columns)
            records.execute(f"create or replace table {spelled(name)} ({shown})")


def _is_of_records(name: RelationName) -> bool:
    return name.schema == INTERNAL_SCHEMA or name.schema.lower() in _OF_DUCKDB


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
