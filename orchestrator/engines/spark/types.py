"""Types of DuckDB and of Spark, one for the other."""

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


def of_duckdb(column: str, kind: str) -> str:
    """The type on Spark of a column; raises StatementError where there is none."""
    if kind.endswith("[]"):
        return f"array<{of_duckdb(column, kind.removesuffix('[]'))}>"
    found = _SAME.get(kind) or _WIDER.get(kind)
    if found is None and kind.startswith("DECIMAL("):
        found = kind.lower()
    if found is None:
        raise StatementError(f"column '{column}' is {kind}, which Spark does not have")
    return found


def of_spark(kind: str) -> str:
    """The type for DuckDB of what Spark calls a type; one that it does not have is told so later,
    where a column of it is read.
    """
    if kind in _FROM_SPARK:
        return _FROM_SPARK[kind]
    if _DECIMAL.fullmatch(kind):
        return kind.upper()
    if _TEXT.fullmatch(kind):
        return "VARCHAR"
    if kind.startswith("array<") and kind.endswith(">"):
        return f"{of_spark(kind[6:-1])}[]"
    if kind.startswith("map<") and kind.endswith(">"):
        key, value = _parts(kind[4:-1])
        return f"MAP({of_spark(key)}, {of_spark(value)})"
    if kind.startswith("struct<") and kind.endswith(">"):
        fields = (each.split(":", 1) for each in _parts(kind[7:-1]))
        told = (f'"{name}" {of_spark(inner)}' for name, inner in fields)
        return f"STRUCT({', '.join(told)})"
    raise StatementError(f"{kind} is a Spark type that models cannot have")


def _parts(text: str) -> list[str]:
    """What stands between commas that are in no brackets."""
    found, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "<(") - (letter in ">)")
        if letter == "," and depth == 0:
            found.append(text[start:at])
            start = at + 1
    return [*found, text[start:]]


def as_type(kind: str, value: Any) -> Any:
    """A value as one of a type of DuckDB: Spark has another one for some."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        if kind == "DOUBLE":
            return float(value)
        return int(value) if kind.endswith("INT") else value
    if isinstance(value, datetime) and kind == "TIMESTAMP WITH TIME ZONE":
        return value.astimezone(UTC)
    return value
