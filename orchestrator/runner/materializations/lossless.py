"""Which values of a column change when it is cast: conditions in SQL, by the kinds of two types."""

from typing import Literal

from msgspec import Struct

Kind = Literal["text", "integer", "decimal", "float", "date", "moment", "boolean", "key", "other"]

_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
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

_NUMBERS = ("integer", "decimal", "float")


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
            return Loss(_at_utc(column, found, wanted), None)
        case ("integer" | "decimal", "integer" | "decimal" | "float") | ("moment", "date"):
            changes = f"cast({tried} as {found}) <> {column}"
        case ("float", "integer" | "decimal" | "float"):
            changes = _differs(tried, f"cast({column} as double)")
        case ("text", "integer" | "decimal" | "float"):
            changes = _differs(tried, f"try_cast({column} as double)")
        case ("text", "date"):
            changes = f"cast({tried} as timestamp) <> try_cast({column} as timestamp)"
        case ("text", "moment"):
            # The engine drops a zone that a text names: whether it tells another time is seen here.
            changes = f"{tried} <> try_cast({column} as timestamptz) at time zone 'UTC'"
        case ("text", "boolean" | "key"):
            changes = "false"
        case _:
            # No value of the one means a value of the other; a column without values means NULL.
            return Loss(f"cast(cast({column} as varchar) as {wanted})", f"{column} is not null")
    return Loss(cast, f"{column} is not null and ({tried} is null or {changes})")


def _at_utc(column: str, found: str, wanted: str) -> str:
    """A date or moment as a moment of another kind; whoever reads it may have another clock."""
    is_zoned = [
        kind.upper() in ("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE") for kind in (found, wanted)
    ]
    if is_zoned[0] == is_zoned[1]:
        return f"cast({column} as {wanted})"
    return f"cast({column} as {'timestamptz' if is_zoned[0] else 'timestamp'}) at time zone 'UTC'"


def _differs(cast: str, value: str) -> str:
    return f"abs(cast({cast} as double) - {value}) > {_NOISE.format(value=value)}"
