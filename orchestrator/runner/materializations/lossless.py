"""Which values of a column change when it is cast: conditions in SQL, by the kinds of two types."""

from typing import Literal

from msgspec import Struct

Kind = Literal["text", "integer", "decimal", "float", "date", "moment", "boolean", "key", "other"]

_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    # Before INT, which it begins with.
    ("other", ("INTERVAL",)),
    ("text", ("VARCHAR", "TEXT", "STRING", "CHAR")),
    ("integer", ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
                 "UINTEGER", "UBIGINT", "UHUGEINT", "INT")),
    ("decimal", ("DECIMAL", "NUMERIC")),
    ("float", ("DOUBLE", "FLOAT", "REAL")),
    ("moment", ("TIMESTAMP",)),
    ("date", ("DATE",)),
    ("boolean", ("BOOLEAN",)),
    ("key", ("UUID", "ENUM")),
)  # fmt: skip

# A sum of doubles is off by some last digits: it still means the amount that people read.
_NOISE = "greatest(1e-6, 4e-15 * abs({value}))"


class Loss(Struct, frozen=True):
    """How a column is cast, and which of its values would change; None: none can."""

    cast: str
    condition: str | None


def kind_of(type_name: str) -> Kind:
    """The kind of a type, as the engine spells it: `DECIMAL(18,2)` is a decimal."""
    if type_name.endswith("]"):
        return "other"
    for kind, starts in _KINDS:
        if type_name.upper().startswith(starts):
            return kind
    return "other"


def loss_of(column: str, found: str, wanted: str) -> Loss:
    """The cast of a column, in SQL, from one type to another, and what would be lost by it."""
    cast, tried = f"cast({column} as {wanted})", f"try_cast({column} as {wanted})"
    match kind_of(found), kind_of(wanted):
        case ("integer" | "key", "text"):
            return Loss(cast, None)
        case ("moment" | "date", "moment"):
            return _of_moments(column, found, wanted)
        case ("moment", "date"):
            # Also in a view that somebody on another clock reads.
            moment = _at_utc(column, found, "timestamp") if _is_zoned(found) else column
            cast, tried = f"cast({moment} as {wanted})", f"try_cast({moment} as {wanted})"
            changes = f"cast({tried} as timestamp) <> {moment}"
        case ("integer" | "decimal", "integer" | "decimal" | "float"):
            changes = f"cast({tried} as {found}) <> {column}"
        case ("float", "integer" | "decimal" | "float"):
            changes = _differs(tried, f"cast({column} as double)")
        case ("text", "integer" | "decimal" | "float"):
            changes = _differs(tried, f"try_cast({column} as double)")
        case ("text", "date"):
            changes = f"cast({tried} as timestamp) <> {_told_at_utc(column)}"
        case ("text", "moment"):
            changes = f"{tried} <> {_told_at_utc(column)}"
        case ("text", "boolean" | "key"):
            changes = "false"
        case _:
            # No value of the one means a value of the other; a column without values means NULL.
            return Loss(f"cast(cast({column} as varchar) as {wanted})", f"{column} is not null")
    return Loss(cast, _lost(column, tried, changes))


def _lost(column: str, tried: str, changes: str) -> str:
    return f"{column} is not null and ({tried} is null or {changes})"


def _of_moments(column: str, found: str, wanted: str) -> Loss:
    """From a date or moment to a moment, which may be of whole seconds, or of few years."""
    cast = _at_utc(column, found, wanted)
    if _has_microseconds(wanted) and not found.upper().endswith("_NS"):
        return Loss(cast, None)
    tried = _at_utc(column, found, wanted, "try_cast")
    return Loss(cast, _lost(column, tried, f"{_at_utc(tried, wanted, found)} <> {column}"))


def _at_utc(column: str, found: str, wanted: str, cast: str = "cast") -> str:
    """A date or moment as a moment of another kind; whoever reads it may have another clock."""
    if _is_zoned(found) == _is_zoned(wanted):
        return f"{cast}({column} as {wanted})"
    plain = "timestamptz" if _is_zoned(found) else "timestamp"
    moment = f"{cast}({column} as {plain}) at time zone 'UTC'"
    return moment if _has_microseconds(wanted) else f"{cast}({moment} as {wanted})"


def _told_at_utc(column: str) -> str:
    """A text as a moment; the engine drops a zone that it names unless it is asked in this way."""
    return f"try_cast({column} as timestamptz) at time zone 'UTC'"


def _is_zoned(kind: str) -> bool:
    return kind.upper() in ("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE")


def _has_microseconds(kind: str) -> bool:
    return _is_zoned(kind) or kind.upper() == "TIMESTAMP"


def _differs(cast: str, value: str) -> str:
    # Infinity less infinity is no number.
    near = f"abs(cast({cast} as double) - {value}) > {_NOISE.format(value=value)}"
    return f"cast({cast} as double) <> {value} and {near}"
