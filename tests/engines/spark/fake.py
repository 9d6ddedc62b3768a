"""Spark's catalog without Spark: it knows schemas, tables and views by the statements that it got.

What a SELECT gives, only Spark itself can tell: see on_spark.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from orchestrator.dialects.duckdb import fold
from orchestrator.engines.door import Connection
from orchestrator.engines.duckdb import adapter as duckdb
from orchestrator.engines.spark.engine import SparkEngine
from orchestrator.engines.spark.mirror import Mirror
from orchestrator.engines.spark.names import SparkNames
from orchestrator.errors import EnvironmentFault, StatementError

_NAME = r"`(\w+)`\.`(\w+)`"


class FakeSpark:
    """What is in the catalog; `left` is how many statements it does before it is gone."""

    def __init__(self) -> None:
        self.schemas: dict[str, str] = {}
        self.relations: dict[tuple[str, str], tuple[str, str]] = {}
        self.sources: dict[str, tuple[tuple[str, str], ...]] = {}
        self.statements: list[str] = []
        self.collected: list[str] = []
        self.filled: dict[str, list[tuple[Any, ...]]] = {}
        self.tables: dict[str, Any] = {}
        self.answer: Any = None
        self.held = "what sources hold"
        self.left: int | None = None
        self.refuses = ""
        self.is_closed = False

    @property
    def client(self) -> "FakeSpark":
        return self

    def run(self, sql: str) -> None:
        if self.left is not None:
            if self.left == 0:
                raise EnvironmentFault("Spark is gone")
            self.left -= 1
        if self.refuses and self.refuses in sql:
            raise StatementError("it is refused")
        self.statements.append(sql)
        if found := re.match(r"create schema if not exists `(\w+)`(.*)", sql):
            self.schemas.setdefault(found[1], found[2])
        elif found := re.match(rf"create table {_NAME} using parquet as (.*)", sql, re.DOTALL):
            self._make(found[1], found[2], "table", found[3])
        elif found := re.match(rf"create or replace view {_NAME}(.*)", sql, re.DOTALL):
            self._make(found[1], found[2], "view", found[3])
        elif found := re.match(rf"drop (table|view) if exists {_NAME}", sql):
            self.relations.pop((found[2], found[3]), None)
        else:
            raise StatementError(f"what is {sql}")

    def _make(self, schema: str, name: str, kind: str, definition: str) -> None:
        for read in re.findall(_NAME, definition):
            if read not in self.relations and ".".join(read) not in self.sources:
                raise StatementError(f"no {read}")
        self.relations[schema, name] = kind, definition

    def rows(self, sql: str, limit: int | None = None) -> list[tuple[Any, ...]]:
        if found := re.match(r"show schemas like '(\w+)'", sql):
            return [(found[1],)] if found[1] in self.schemas else []
        if found := re.match(r"show (tables|views) in `(\w+)`", sql):
            kinds = ("view",) if found[1] == "views" else ("table", "view")
            return [
                (schema, name, False)
                for (schema, name), (kind, _) in self.relations.items()
                if schema == found[2] and kind in kinds
            ]
        if found := re.match(r"describe schema extended `(\w+)`", sql):
            return [("Catalog Name", "c"), ("Properties", self.schemas[found[1]])]
        if found := re.match(rf"show tblproperties {_NAME}", sql):
            told = self.relations[found[1], found[2]][1]
            return re.findall(r"'([\w.]+)'='(\w+)'", told)
        if found := re.match(rf"select count\(\*\), sum\(.* from {_NAME}$", sql):
            told = self.filled.get(found[2]) or self.relations.get((found[1], found[2]))
            return [(3, repr(told or self.held), 0)]
        if sql.startswith("select count(*) from"):
            return [(3,)]
        if sql.startswith("SELECT COUNT(*), COUNT(CASE"):
            return [(3, 0)]
        if sql.startswith("SELECT COUNT(*) AS failures"):
            return [(0, False, False)]
        raise StatementError(f"what is {sql}")

    def columns(self, name: str) -> tuple[tuple[str, str], ...] | None:
        return self.sources.get(name.replace("`", ""))

    def arrow(self, sql: str) -> Any:
        self.collected.append(sql)
        if self.refuses and self.refuses in sql:
            raise StatementError("it is refused")
        return self.tables.get(sql.replace("`", "").removeprefix("select * from "), self.answer)

    def fill(self, name: str, columns: Sequence[tuple[str, str]], rows: Any) -> None:
        schema, identifier = name.replace("`", "").split(".")
        self.tables[f"{schema}.{identifier}"] = rows
        self.filled[identifier] = [tuple(row.values()) for row in rows.to_pylist()]
        self.relations[schema, identifier] = "table", ""

    def cancel(self) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True

    def names(self, schema: str) -> list[str]:
        return sorted(name for each, name in self.relations if each == schema)


def opened(spark: FakeSpark, root: Path, schema: str = "main") -> SparkEngine:
    """The records in a folder, over this Spark."""

    def records(path: str) -> duckdb.DuckDBEngine:
        return duckdb.open_engine(Connection(root, {"path": path}))

    mirror = Mirror(spark, SparkNames("seg_versions"))  # type: ignore[arg-type]
    return SparkEngine(records("records.duckdb"), mirror, fold(schema), lambda: records(":memory:"))
