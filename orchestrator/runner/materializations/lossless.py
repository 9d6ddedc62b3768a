"""Which values of a column change in a cast: SQL conditions, by the kinds of the two types."""

from typing import Literal

from msgspec import Struct

Kind = Literal["text", "integer", "decimal", "float", "date", "moment", "boolean", "key", "other"]

_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    # Before INT, which is a prefix of INTERVAL.
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

# A sum of doubles differs in the last digits: it still means the amount that people see.
_NOISE = "greatest(1e-6, 4e-15 * abs({value}))"


class Loss(Struct, frozen=True):
    """How a column is cast, and the condition for values that would change; None: none can."""

    cast: str
    condition: str | None


def kind_of(type_name: str) -> Kind:
    """Return the kind of a type, as spelled by the engine: `DECIMAL(18,2)` is a decimal."""
    if type_name.endswith("]"):
        return "other"
    for kind, starts in _KINDS:
        if type_name.upper().startswith(starts):
            return kind
    return "other"


def loss_of(column: str, found: str, wanted: str) -> Loss:
    """Return the cast of a column between two types, as SQL, and what it would lose."""
    cast, tried = f"cast({column} as {wanted})", f"try_cast({column} as {wanted})"
    match kind_of(found), kind_of(wanted):
        case ("integer" | "key", "text"):
            return Loss(cast, None)
        case ("moment" | "date", "moment"):
            return _of_moments(column, found, wanted)
        case ("moment", "date"):
            # Also in a view that somebody in a different time zone reads.
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
            changes = f"cast({tried} as timestamp) <> {_shown_at_utc(column)}"
        case ("text", "moment"):
            changes = f"{tried} <> {_shown_at_utc(column)}"
        case ("text", "boolean" | "key"):
            changes = "false"
        case _:
            # No value of one type means a value of the other; only NULLs can be cast.
            return Loss(f"cast(cast({column} as varchar) as {wanted})", f"{column} is not null")
    return Loss(cast, _lost(column, tried, changes))


def _lost(column: str, tried: str, changes: str) -> str:
    return f"{column} is not null and ({tried} is null or {changes})"


def _of_moments(column: str, found: str, wanted: str) -> Loss:
    """Cast a date or timestamp to a timestamp, which may have whole seconds or a shorter range."""
    cast = _at_utc(column, found, wanted)
    if _has_microseconds(wanted) and not found.upper().endswith("_NS"):
        return Loss(cast, None)
    tried = _at_utc(column, found, wanted, "try_cast")
    return Loss(cast, _lost(column, tried, f"{_at_utc(tried, wanted, found)} <> {column}"))


def _at_utc(column: str, found: str, wanted: str, cast: str = "cast") -> str:
    """Cast a date or timestamp to another kind in UTC; readers may use different time zones."""
    if _is_zoned(found) == _is_zoned(wanted):
        return f"{cast}({column} as {wanted})"
    plain = "timestamptz" if _is_zoned(found) else "timestamp"
    moment = f"{cast}({column} as {plain}) at time zone 'UTC'"
    return moment if _has_microseconds(wanted) else f"{cast}({moment} as {wanted})"


def _shown_at_utc(column: str) -> str:
    """Cast a text to a timestamp; otherwise the engine drops a zone in it."""
    return f"try_cast({column} as timestamptz) at time zone 'UTC'"


def _is_zoned(kind: str) -> bool:
    return kind.upper() in ("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE")


def _has_microseconds(kind: str) -> bool:
    return _is_zoned(kind) or kind.upper() == "TIMESTAMP"


def _differs(cast: str, value: str) -> str:
    # Infinity minus infinity is not a number.
    near = f"abs(cast({cast} as double) - {value}) > {_NOISE.format(value=value)}"
    return f"cast({cast} as double) <> {value} and {near}"
