"""Mirrors relations of Spark in the records, so that SQL on them can be transpiled."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from threading import Lock
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from orchestrator.dialects.duckdb import INTERNAL_SCHEMA, VERSIONS_SCHEMA
from orchestrator.dialects.spark.door import Columns, relations_in, transpiler
from orchestrator.engines.duckdb.session import DuckDBSession
from orchestrator.engines.duckdb.spelling import folded, quote, spelled
from orchestrator.engines.spark.door import HOW_TO_INSTALL, Spark
from orchestrator.engines.spark.filling import fill_table
from orchestrator.engines.spark.names import SparkNames
from orchestrator.errors import EnvironmentFault, StatementError
from orchestrator.names import RelationName

_OF_DUCKDB = ("information_schema", "pg_catalog")
_AS_NAMED: Mapping[RelationName, RelationName] = MappingProxyType({})


class RunnableSelect(Struct, frozen=True):
    """A SELECT in Spark's SQL, and the tables that must be filled before it runs."""

    sql: str
    parts: tuple[tuple[RelationName, str], ...] = ()


_Request = tuple[str, tuple[tuple[RelationName, Columns], ...], bool, RelationName | None]


class Mirror:
    """Relations that seg did not build are mirrored in the records as tables without rows."""

    def __init__(self, spark: Spark, names: SparkNames) -> None:
        self.spark = spark
        self.names = names
        self._lock = Lock()
        self._columns: dict[RelationName, Columns | None] = {}
        self._known: set[RelationName] = set()
        # A rehearsal transpiles what the run transpiles again, on relations with the same columns.
        self._transpiled: dict[_Request, RunnableSelect] = {}
        self._aside: dict[RelationName, Literal["table", "view"]] = {}

    def rehearsing(self) -> "Mirror":
        """Return a mirror for other records, in which no relation is known yet."""
        other = Mirror(self.spark, self.names)
        other._columns = self._columns
        other._transpiled = self._transpiled
        return other

    def created(self, name: RelationName) -> None:
        """Note that a session created a table: it is no source, and is in the records already."""
        with self._lock:
            self._known.add(folded(name))

    def dropped(self, name: RelationName) -> None:
        """Note that a session dropped a table."""
        with self._lock:
            self._known.discard(folded(name))
            self._columns.pop(folded(name), None)

    def created_aside(self, name: RelationName, kind: Literal["table", "view"]) -> None:
        """Note that a relation was created which only this process reads."""
        self._aside[name] = kind

    def drop_aside(self) -> None:
        """Drop what only this process reads; what is left, a later run drops."""
        while self._aside:
            name, kind = self._aside.popitem()
            with suppress(StatementError, EnvironmentFault):
                self.spark.client.run(f"drop {kind} if exists {self.names.spelled(name)}")

    def mirror_all(self, select: str, records: DuckDBSession) -> bool:
        """Mirror what a SELECT reads; return whether any of it is on Spark."""
        found = relations_in(select)
        return found is None or bool(self._mirrored(found, records))

    def read_on_spark(self, select: str, records: DuckDBSession) -> frozenset[RelationName]:
        """Mirror what a SELECT reads on Spark, and return it."""
        return self._mirrored(relations_in(select) or (), records)

    def _mirrored(
        self, found: Iterable[RelationName], records: DuckDBSession
    ) -> frozenset[RelationName]:
        read = frozenset(name for name in map(folded, found) if not _is_of_records(name))
        with self._lock:
            for name in read:
                is_source = name.schema != VERSIONS_SCHEMA and name.database is None
                if is_source and name not in self._known:
                    self._mirror_relation(name, records)
                    self._known.add(name)
                if name.database in self.names.attached and name not in self._aside:
                    self._copy(name, records)
        return read

    def _copy(self, name: RelationName, records: DuckDBSession) -> None:
        """Copy a relation of an attached database to Spark, with its rows."""
        columns = records.describe(f"from {spelled(name)}")
        self.created_aside(name, "table")
        schema = self.names.versions_schema
        self.spark.client.run(f"create schema if not exists `{schema}`")
        fill_table(self.names.spelled(name), columns, name, records, self.spark.client)

    def transpiled(
        self,
        select: str,
        records: DuckDBSession,
        added_lines: int = 0,
        *,
        reads_names: bool = True,
        target: RelationName | None = None,
        shown: Mapping[RelationName, RelationName] = _AS_NAMED,
    ) -> RunnableSelect:
        """Return a SELECT as Spark runs it; raises StatementError if that may not be equivalent.

        The error's line counts `added_lines` before the SELECT. Without `reads_names`, columns may
        be unnamed. A SELECT that fills `target` may need other tables first. For relations in
        `shown`, others are read.
        """
        described = tuple(self._described(select, records, shown))
        client = (select, described, reads_names, target)
        if not shown and (known := self._transpiled.get(client)) is not None:
            return known
        transpiling = transpiler(
            described, lambda name: self.names.on_spark(shown.get(folded(name), name))
        )
        if transpiling is None:
            raise EnvironmentFault("the Python package sqlglot is not installed", HOW_TO_INSTALL)
        part = None if target is None else self.names.parts_of(target)
        found = transpiling.transpile(select, reads_names=reads_names, part=part)
        if found.findings or found.sql is None:
            first = found.findings[0]
            what = f"{first.what}\non Spark: {first.way}"
            raise StatementError(what, line=first.line + added_lines)
        runnable = RunnableSelect(found.sql, found.parts)
        if not shown:
            self._transpiled[client] = runnable
        return runnable

    def _described(
        self,
        select: str,
        records: DuckDBSession,
        shown: Mapping[RelationName, RelationName],
    ) -> Iterable[tuple[RelationName, Columns]]:
        for name in relations_in(select) or ():
            if not _is_of_records(name):
                read = spelled(shown.get(folded(name), name))
                yield name, records.describe(f"from {read}")

    def _mirror_relation(self, name: RelationName, records: DuckDBSession) -> None:
        """Look up a relation on Spark, unless the records have it as a view."""
        kinds = records.query(
            "select table_type from information_schema.tables "
            f"where lower(table_schema) = {_text(name.schema)} "
            f"and lower(table_name) = {_text(name.identifier)} "
            "and table_catalog = current_database()"
        ).values
        if kinds == (("VIEW",),):
            return
        if name not in self._columns:
            self._columns[name] = self.spark.client.columns(self.names.spelled(name))
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
