"""The type of each CSV column, decided by the shapes of all of its values.

Text is never changed by loading: what would not read back the same stays text. So `02134` and
`+4420` are text, a number with more digits than a double holds is a DECIMAL, and one value that is
no date keeps dates text. Where that is likely not meant, it is said.

The first rows of a file mostly tell the types. A guess by them is not believed: each value is
tested for it while it is loaded, and where one has another shape, all values are looked at.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.spelling import quote

(
    _INTEGER, _LONG, _HUGE, _DOUBLE, _EXPONENT, _EXACT, _CODE, _BOOLEAN, _DATE, _TIMESTAMP,
    _TIMESTAMPTZ, _SLASHED, _TEXT,
) = (1 << bit for bit in range(13))  # fmt: skip

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOMENT = _DAY + "[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?"
_WHOLE = "0|-?[1-9][0-9]{0,37}"
_FRACTION = "-?(0|[1-9][0-9]*)?[.][0-9]+"
_SCIENTIFIC = "-?(0|[1-9][0-9]{0,14})([.][0-9]+[eE][-+]?[0-9]+|[eE]-[0-9]+)"
_SHORT = f"{_WHOLE}|{_FRACTION}|{_SCIENTIFIC}"
# Digits with a zero or a plus before them, or with one letter in them: `02134`, `+4420`, `12E3`.
_CODE_SHAPE = "[-+]?0[0-9]+([.][0-9]+)?|[+][0-9]+([.][0-9]+)?|-0|[0-9]+[eE][0-9]+"
_SHAPES: tuple[tuple[str, str, int], ...] = (
    (_SCIENTIFIC, "double", _EXPONENT),
    (_DAY, "date", _DATE),
    (_MOMENT, "timestamp", _TIMESTAMP),
    (_MOMENT + "(Z|[-+][0-9]{2}(:?[0-9]{2})?)", "timestamptz", _TIMESTAMPTZ),
    ("(?i:true|false)", "boolean", _BOOLEAN),
)
_SLASHED_DAY = "[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"

_NUMBERS = _INTEGER | _LONG | _HUGE | _DOUBLE | _EXPONENT | _EXACT
# All shapes of a column must be among these for it to have the type; the first that fits counts.
_TYPES: tuple[tuple[int, str], ...] = (
    (_INTEGER | _LONG, "bigint"),
    (_INTEGER | _LONG | _HUGE, "hugeint"),
    (_INTEGER | _DOUBLE | _EXPONENT, "double"),
    (_BOOLEAN, "boolean"),
    (_DATE, "date"),
    (_DATE | _TIMESTAMP, "timestamp"),
    (_TIMESTAMPTZ, "timestamptz"),
)
_FIRST_ROWS = 1000  # so many decide what to try
_MOST_DIGITS = 38
_MOSTLY = 0.9  # so many numbers among the values make the others look like mistakes

_WHOLE_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")


class FoundType(Struct, frozen=True):
    """What the values of a column are: the type for it, and why it is perhaps not meant."""

    type: str
    doubt: str | None = None


def found_types(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> dict[str, FoundType]:
    """The narrowest type that holds every value of each text column; varchar for an empty one.

    `table` is its name as SQL.
    """
    if not columns:
        return {}
    masks = ", ".join(f"bit_or({_mask_of(quote(column))})" for column in columns)
    row = cursor.execute(f"select {masks} from {table}").fetchone()
    assert row is not None
    return {
        column: _found(cursor, table, column, mask or 0)
        for column, mask in zip(columns, row, strict=True)
    }


def guessed_shapes(
    cursor: duckdb.DuckDBPyConnection, rows: str, columns: Sequence[str]
) -> dict[str, int] | None:
    """The shapes in the first rows of each text column; None where they do not tell its type.

    `rows` is what to select from as SQL. One expression for all columns: planning one takes longer
    than looking at the values.
    """
    if not columns:
        return {}
    values = ", ".join(quote(column) for column in columns)
    found = cursor.execute(
        f"select number, bit_or({_mask_of('value')}) "
        f"from (select unnest([{values}]) as value, unnest(range({len(columns)})) as number "
        f"from (from {rows} limit {_FIRST_ROWS})) group by number"
    ).fetchall()
    masks = dict.fromkeys(columns, 0) | {columns[at]: mask for at, mask in found}
    is_clear = all(_type_of(mask) or mask & ~_NUMBERS or not mask for mask in masks.values())
    return masks if is_clear else None


def guessed_type(shapes: int) -> str:
    """The type of a column whose values all have these shapes."""
    return _type_of(shapes) or "varchar"


def misses(column: str, type_: str) -> str | None:
    """The condition that a value speaks against a guessed type; None for text.

    A value that does not is still refused by the cast, if it is no day, or too large.
    """
    match type_:
        case "bigint" | "hugeint":
            fits = _is(column, _WHOLE)
        case "double":
            fits = (
                f"(case when {_is_short(column)} then {_is(column, _SHORT)} "
                f"when {_is(column, _FRACTION)} then {_is_kept_by_double(column)} "
                f"else {_is(column, _SCIENTIFIC)} end)"
            )
        case "timestamp":
            is_date = f"{_is(column, _DAY)} and try_cast({column} as date) is not null"
            fits = f"({_is(column, _MOMENT)} or {is_date})"
        case "varchar":
            return None
        case _:
            (fits,) = (_is(column, pattern) for pattern, of, _ in _SHAPES if of == type_)
    return f"not {fits}"


def confirmed_types(
    cursor: duckdb.DuckDBPyConnection, table: str, count: int, guesses: Mapping[str, int]
) -> dict[str, FoundType] | None:
    """What `found_types` gives, for a table that was filled by guesses; None if one is wrong.

    `table` is its name as SQL, and `count` the number of its rows. No column is called `rowid`.
    """
    if count <= _FIRST_ROWS:
        return {name: _found(cursor, table, name, mask) for name, mask in guesses.items()}
    found = {name: FoundType(guessed_type(mask)) for name, mask in guesses.items()}
    texts = {
        name: mask
        for name, mask in guesses.items()
        if found[name].type == "varchar" and not mask & _CODE
    }
    unsure = found_types(cursor, table, _perhaps_meant_otherwise(cursor, table, count, texts))
    return {**found, **unsure} if all(its.type == "varchar" for its in unsure.values()) else None


def _perhaps_meant_otherwise(
    cursor: duckdb.DuckDBPyConnection, table: str, count: int, texts: Mapping[str, int]
) -> list[str]:
    """The text columns that may be something else, or that there may be a doubt about."""
    if not texts:
        return []
    # A number begins with a digit, or with one of '-' and '.', which are just before those. Where
    # more than a tenth of all are seen not to, numbers are not most, whatever comes after.
    counts = ", ".join(
        f"count(*) filter (unicode({name}) not between {ord('-')} and {ord('9')})"
        for name in map(quote, texts)
    )
    row = cursor.execute(f"select {counts} from {table} where rowid < {count // 5}").fetchone()
    assert row is not None
    return [
        name
        for (name, mask), others in zip(texts.items(), row, strict=True)
        if mask in {0, _SLASHED} or others <= count // 8
    ]


def _found(cursor: duckdb.DuckDBPyConnection, table: str, column: str, mask: int) -> FoundType:
    if type_ := _type_of(mask):
        return FoundType(type_)
    if mask == _SLASHED:
        what = "dates with slashes, such as 01/02/2024, are ambiguous; declare column_types"
        return FoundType("varchar", f"{what} and a format")
    if mask & _NUMBERS and mask & ~_NUMBERS == 0:
        return _exact(cursor, table, column, mask)
    if mask & _NUMBERS and not mask & _CODE:
        return FoundType("varchar", _odd_one(cursor, table, column))
    return FoundType("varchar")


def _type_of(mask: int) -> str | None:
    return next((type_ for shapes, type_ in _TYPES if mask and mask & ~shapes == 0), None)


def _exact(cursor: duckdb.DuckDBPyConnection, table: str, column: str, mask: int) -> FoundType:
    """A DECIMAL for numbers of more digits than a double holds, where one holds them all."""
    name = quote(column)
    row = cursor.execute(
        f"select max(length(ltrim(split_part({name}, '.', 1), '-'))), "
        f"max(length(split_part({name}, '.', 2))) from {table}"
    ).fetchone()
    assert row is not None
    whole, scale = row
    if mask & _EXPONENT == 0 and whole + scale <= _MOST_DIGITS:
        return FoundType(f"decimal({_MOST_DIGITS}, {scale})")
    return FoundType(
        "varchar", "no numeric type keeps all digits of its numbers; declare column_types"
    )


def _odd_one(cursor: duckdb.DuckDBPyConnection, table: str, column: str) -> str | None:
    """The first value that keeps a column of numbers from being one; None for other columns."""
    name = quote(column)
    is_number = f"({_mask_of(name)}) & {_NUMBERS} <> 0"
    row = cursor.execute(
        f"select count(*) filter ({is_number}), count(*), "
        f"{first_where(name, f'not {is_number}')} "
        f"from {table} where {name} is not null"
    ).fetchone()
    assert row is not None
    numbers, count, first = row
    if numbers < _MOSTLY * count:
        return None
    shown = first if len(first) <= 40 else f"{first[:40]}..."
    return (
        f"{numbers} of {count} values are numbers, but {shown!r} is not; "
        "correct it, or declare column_types"
    )


def _mask_of(column: str) -> str:
    """The shape of a value, as a bit; the guard keeps most text from the patterns."""
    shapes = " ".join(
        f"when {_is(column, pattern)} "
        f"then case when try_cast({column} as {type_}) is null then {_TEXT} else {bit} end"
        for pattern, type_, bit in _SHAPES
    )
    whole = (
        f"case when {_is_short(column)} then {_INTEGER} "
        f"when try_cast({column} as bigint) is not null then {_LONG} else {_HUGE} end"
    )
    fraction = f"case when {_is_kept_by_double(column)} then {_DOUBLE} else {_EXACT} end"
    return (
        f"case when {column} is null then 0 "
        f"when not {_is(f'{column}[1]', '[-+.0-9tTfF]')} then {_TEXT} "
        f"when {_is(column, _WHOLE)} then {whole} "
        f"when {_is(column, _FRACTION)} then {fraction} {shapes} "
        f"when {_is(column, _SLASHED_DAY)} then {_SLASHED} "
        f"when {_is(column, _CODE_SHAPE)} then {_CODE} else {_TEXT} end"
    )


def _is(value: str, pattern: str) -> str:
    return f"regexp_full_match({value}, '{pattern}')"


def _is_short(number: str) -> str:
    """Whether a double holds all of its digits, be it whole or a fraction."""
    return f"length({number}) <= 15"


def _is_kept_by_double(fraction: str) -> str:
    """A double gives back 15 digits always, and up to 17 where it was written from a double."""
    as_double = f"cast(try_cast({fraction} as double) as varchar)"
    return f"(length({fraction}) <= 16 or {as_double} = {fraction})"


def first_where(column: str, condition: str) -> str:
    """The first value where a condition holds; where a column is called `rowid`, any of them."""
    which = f"filter ({condition})"
    return f"coalesce(arg_min({column}, rowid) {which}, any_value({column}) {which})"


def misfit(column: str, type_: str) -> str:
    """The condition that a text value does not fit a declared type.

    A cast to a whole number would round 1.5, so that does not fit either; 1.0 does.
    """
    is_lost = f"{column} is not null and try_cast({column} as {type_}) is null"
    if type_.removeprefix("U") not in _WHOLE_NUMBERS:
        return is_lost
    as_number = f"try_cast({column} as double)"
    return f"({is_lost} or {as_number} <> try_cast({column} as {type_})::double)"
