"""The constructs that both engines ran, with their recorded answers."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct
from sqlglot import parse_one

from orchestrator.dialects.spark.shapes import shapes
from orchestrator.dialects.spark.transpiling import Transpiler
from orchestrator.names import RelationName

HERE = Path(__file__).parent
CONSTRUCTS = HERE / "constructs"
RECORDED = HERE / "recorded.json"
REFUSED = "refused"
TABLES = ("customers", "orders")


class Construct(Struct, frozen=True):
    """A SELECT with its name; those of the chapter `refused` are not portable.

    What macros with a twin for Spark give there is `twin`: in the dialect of DuckDB too, but for
    functions that Spark alone has.
    """

    chapter: str
    name: str
    sql: str
    twin: str | None = None

    @property
    def for_spark(self) -> str:
        """What is transpiled."""
        return self.sql if self.twin is None else self.twin

    @property
    def key(self) -> str:
        return f"{self.chapter}: {self.name}"


@cache
def constructs() -> tuple[Construct, ...]:
    """All of them, in the order of their files."""
    found = []
    for file in sorted(CONSTRUCTS.glob("*.sql")):
        for text in file.read_text("utf-8").removeprefix("-- ").split("\n-- "):
            name, _, sql = text.partition("\n")
            found.append(Construct(file.stem, name, *sql.strip().rstrip(";").split(";\n")))
    return tuple(found)


def shapes_of(select: str) -> frozenset[str]:
    """What a SELECT is made of."""
    return frozenset(shape for shape, _ in shapes(parse_one(select, dialect="duckdb")))


@cache
def recorded() -> dict[str, dict[str, Any]]:
    """What was recorded, by the keys of constructs."""
    found: dict[str, dict[str, Any]] = json.loads(RECORDED.read_text("utf-8"))
    return found


@cache
def database() -> duckdb.DuckDBPyConnection:
    """The tables that constructs read."""
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")
    connection.execute((HERE / "tables.duckdb.sql").read_text("utf-8"))
    return connection


@cache
def transpiler() -> Transpiler:
    """For SELECTs on those tables."""
    columns = {
        table: [(row[0], row[1]) for row in database().execute(f"describe {table}").fetchall()]
        for table in TABLES
    }
    return Transpiler((RelationName("main", name), found) for name, found in columns.items())


def duckdb_answer(sql: str) -> Any:
    """DuckDB's rows, as JSON."""
    try:
        found = database().execute(sql).fetchall()
    except duckdb.Error as error:
        return {"error": str(error).splitlines()[0]}
    return {"rows": [[plain(value) for value in row] for row in found]}


def plain(value: Any) -> Any:
    """A value with its kind, as JSON: the same as of Spark's."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return {"double": repr(value)}
        case Decimal():
            return {"decimal": format(value.normalize() + 0, "f")}
        case datetime():
            is_zoned = value.tzinfo is not None
            return {"moment" if is_zoned else "timestamp": value.replace(tzinfo=None).isoformat()}
        case date():
            return {"date": value.isoformat()}
        case timedelta():
            return {"interval": value.total_seconds()}
        case dict():
            return {"struct": {key: plain(each) for key, each in value.items()}}
        case list() | tuple():
            return [plain(each) for each in value]
    return {type(value).__name__: str(value)}


def is_ordered(sql: str) -> bool:
    """Whether the order of rows is part of the answer; DISTINCT ON uses it to choose rows."""
    tree = parse_one(sql, dialect="duckdb")
    distinct = tree.args.get("distinct")
    return "order" in tree.args and not (distinct and distinct.args.get("on"))


def agree(one: Any, other: Any, *, is_ordered: bool) -> bool:
    """Whether two answers are the same rows."""
    if "rows" not in one or "rows" not in other or len(one["rows"]) != len(other["rows"]):
        return False
    sides = (one["rows"], other["rows"]) if is_ordered else (in_order(one), in_order(other))
    return all(_same(a, b) for a, b in zip(*sides, strict=True))


def in_order(answer: Any) -> list[list[Any]]:
    """The rows of an answer in an order that each run gives."""
    return sorted(answer["rows"], key=_sort_key)


def _sort_key(row: list[Any]) -> str:
    """Doubles by their first digits: the last of them may differ."""
    return json.dumps([
        f"{float(value['double']):.6g}" if isinstance(value, dict) and "double" in value else value
        for value in row
    ])  # fmt: skip


def _same(one: Any, other: Any) -> bool:
    match one, other:
        case {"double": a}, {"double": b}:
            x, y = float(a), float(b)
            return a == b or abs(x - y) <= 1e-12 * max(abs(x), abs(y))
        case list(), list():
            return len(one) == len(other) and all(map(_same, one, other))
        case dict(), dict():
            return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    return type(one) is type(other) and bool(one == other)
