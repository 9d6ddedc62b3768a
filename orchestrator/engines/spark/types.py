"""Converts types between DuckDB and Spark."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from orchestrator.errors import StatementError
from orchestrator.lazy_regex import lazy_regex

_SAME = {
    "BOOLEAN": "boolean",
    "TINYINT": "tinyint",
    "SMALLINT": "smallint",
    "INTEGER": "int",
    "BIGINT": "bigint",
    "FLOAT": "float",
    "DOUBLE": "double",
    "VARCHAR": "string",
    "BLOB": "binary",
    "DATE": "date",
    "TIMESTAMP": "timestamp_ntz",
    "TIMESTAMP WITH TIME ZONE": "timestamp",
}
_WIDER = {
    "UTINYINT": "smallint",
    "USMALLINT": "int",
    "UINTEGER": "bigint",
    "UBIGINT": "decimal(20,0)",
    "HUGEINT": "decimal(38,0)",
}
_FROM_SPARK = {spark: duckdb for duckdb, spark in _SAME.items()}
_DECIMAL = lazy_regex(r"decimal\(\d+,\d+\)")
_TEXT = lazy_regex(r"(?:var)?char\(\d+\)|string(?: collate .+)?")


def to_spark_type(column: str, kind: str) -> str:
    """Return the type of a column on Spark; raises StatementError if there is none."""
    if kind.endswith("[]"):
        return f"array<{to_spark_type(column, kind.removesuffix('[]'))}>"
    found = _SAME.get(kind) or _WIDER.get(kind)
    if found is None and kind.startswith("DECIMAL("):
        found = kind.lower()
    if found is None:
        raise StatementError(f"column '{column}' is {kind}, which Spark does not have")
    return found


def to_duckdb_type(kind: str) -> str:
    """Return the type in DuckDB for a type of Spark.

    A type that DuckDB does not have is reported later, when a column of it is read.
    """
    if kind in _FROM_SPARK:
        return _FROM_SPARK[kind]
    if _DECIMAL.fullmatch(kind):
        return kind.upper()
    if _TEXT.fullmatch(kind):
        return "VARCHAR"
    if kind.startswith("array<") and kind.endswith(">"):
        return f"{to_duckdb_type(kind[6:-1])}[]"
    if kind.startswith("map<") and kind.endswith(">"):
        key, value = _parts(kind[4:-1])
        return f"MAP({to_duckdb_type(key)}, {to_duckdb_type(value)})"
    if kind.startswith("struct<") and kind.endswith(">"):
        fields = (each.split(":", 1) for each in _parts(kind[7:-1]))
        members = (f'"{name}" {to_duckdb_type(inner)}' for name, inner in fields)
        return f"STRUCT({', '.join(members)})"
    raise StatementError(f"{kind} is a Spark type that models cannot have")


def _parts(text: str) -> list[str]:
    """Split text at commas outside of brackets."""
    found, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "<(") - (letter in ">)")
        if letter == "," and depth == 0:
            found.append(text[start:at])
            start = at + 1
    return [*found, text[start:]]


def as_type(kind: str, value: Any) -> Any:
    """Return a value as one of a DuckDB type: Spark represents some types differently."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        if kind == "DOUBLE":
            return float(value)
        return int(value) if kind.endswith("INT") else value
    if isinstance(value, datetime) and kind == "TIMESTAMP WITH TIME ZONE":
        return value.astimezone(UTC)
    return value
