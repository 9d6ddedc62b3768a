"""The type of each CSV column, decided by one aggregate over all of its values.

Text is never changed by loading: what would not read back the same stays text. So `02134`, `+4420`
and numbers longer than their type are text, and one value that is no date keeps dates text.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.spelling import quote

_BIGINT, _DOUBLE, _BOOLEAN, _DATE, _TIMESTAMP, _TIMESTAMPTZ, _TEXT, _SLASHED = (
    1 << bit for bit in range(8)
)

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOMENT = _DAY + "[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
_DECIMAL = "-?(0|[1-9][0-9]{0,14})([.][0-9]+([eE][-+]?[0-9]+)?|[eE]-[0-9]+)"
_SHAPES: tuple[tuple[str, str, int], ...] = (
    ("0|-?[1-9][0-9]{0,18}", "bigint", _BIGINT),
    (_DECIMAL, "double", _DOUBLE),
    (_DAY, "date", _DATE),
    (_MOMENT, "timestamp", _TIMESTAMP),
    (_MOMENT + "(Z|[-+][0-9]{2}(:?[0-9]{2})?)", "timestamptz", _TIMESTAMPTZ),
    ("(?i:true|false)", "boolean", _BOOLEAN),
)

_TYPES: Mapping[int, str] = {
    _BIGINT: "bigint",
    _DOUBLE: "double",
    _BIGINT | _DOUBLE: "double",
    _BOOLEAN: "boolean",
    _DATE: "date",
    _TIMESTAMP: "timestamp",
    _DATE | _TIMESTAMP: "timestamp",
    _TIMESTAMPTZ: "timestamptz",
}

_WHOLE_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")


class FoundType(Struct, frozen=True):
    """What the values of a column are: the type for it, and whether they are slashed dates."""

    type: str
    is_slashed: bool = False


def found_types(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> dict[str, FoundType]:
    """The narrowest type that holds every value of each text column; varchar for an empty one."""
    if not columns:
        return {}
    masks = ", ".join(_mask(quote(column)) for column in columns)
    row = cursor.execute(f"select {masks} from {quote(table)}").fetchone()
    assert row is not None
    return {
        column: FoundType(_TYPES.get(mask or 0, "varchar"), mask == _SLASHED)
        for column, mask in zip(columns, row, strict=True)
    }


def _mask(column: str) -> str:
    """The shapes that occur in a column, as bits; the guard keeps most text from the patterns."""
    shapes = " ".join(
        f"when regexp_full_match({column}, '{pattern}') "
        f"then case when try_cast({column} as {type_}) is null then {_TEXT} else {bit} end"
        for pattern, type_, bit in _SHAPES
    )
    return (
        f"bit_or(case when {column} is null then 0 "
        f"when not regexp_full_match({column}[1], '[-0-9tTfF]') then {_TEXT} {shapes} "
        f"when regexp_full_match({column}, '[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}}') "
        f"then {_SLASHED} else {_TEXT} end)"
    )


def misfit(column: str, type_: str) -> str:
    """The condition that a text value does not fit a declared type.

    A cast to a whole number would round 1.5, so that does not fit either; 1.0 does.
    """
    is_lost = f"{column} is not null and try_cast({column} as {type_}) is null"
    if type_.removeprefix("U") not in _WHOLE_NUMBERS:
        return is_lost
    as_number = f"try_cast({column} as double)"
    return f"({is_lost} or {as_number} <> try_cast({column} as {type_})::double)"
