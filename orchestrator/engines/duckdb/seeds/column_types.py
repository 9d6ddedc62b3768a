"""The type of each CSV column, determined by the shapes of all of its values.

Loading never changes text: values that would not read back the same stay text. So `02134` and
`+4420` are text, a number with more digits than a double holds is a DECIMAL, and a single value
that is no date makes the column text. Where this is probably not intended, there is a warning.

Usually the first rows determine the types. That guess is verified: each value is tested while it is
loaded, and if one has another shape, all values are examined.
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
# Digits after a zero or plus sign, or with one letter among them: `02134`, `+4420`, `12E3`.
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
# A column has the first type whose shapes include all shapes of the column.
_TYPES: tuple[tuple[int, str], ...] = (
    (_INTEGER | _LONG, "bigint"),
    (_INTEGER | _LONG | _HUGE, "hugeint"),
    (_INTEGER | _DOUBLE | _EXPONENT, "double"),
    (_BOOLEAN, "boolean"),
    (_DATE, "date"),
    (_DATE | _TIMESTAMP, "timestamp"),
    (_TIMESTAMPTZ, "timestamptz"),
)
_FIRST_ROWS = 1000  # number of rows for the guess
_MOST_DIGITS = 38
_MOSTLY = 0.9  # from this share of numbers on, other values are probably mistakes

_WHOLE_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")


class FoundType(Struct, frozen=True):
    """The type for the values of a column, and why it is perhaps not intended."""

    type: str
    doubt: str | None = None


def found_types(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> dict[str, FoundType]:
    """Return the narrowest type that holds every value of each text column; varchar if it is empty.

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
    """Return the shapes in the first rows of each text column; None if they give no type.

    `rows` is what to select from, as SQL. One expression covers all columns, because planning a
    query takes longer than examining the values.
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
    """Return the type of a column whose values all have these shapes."""
    return _type_of(shapes) or "varchar"


def misses(column: str, type_: str) -> str | None:
    """Return the condition that a value contradicts a guessed type; None for text.

    The cast still rejects other values that are no valid day, or too large.
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
    """Return the same as `found_types` for a table filled by guesses; None if a guess is wrong.

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
    unsure = found_types(cursor, table, _doubtful_texts(cursor, table, count, texts))
    return {**found, **unsure} if all(its.type == "varchar" for its in unsure.values()) else None


def _doubtful_texts(
    cursor: duckdb.DuckDBPyConnection, table: str, count: int, texts: Mapping[str, int]
) -> list[str]:
    """Return the text columns that could be of another type, or that need a warning."""
    if not texts:
        return []
    # A number begins with a digit, or with '-' or '.', which directly precede the digits in
    # Unicode. If more than a tenth of all values begin otherwise, numbers are no majority, whatever
    # the rest is.
    counts = ", ".join(
        f"count(*) filter (unicode({name}) not between {ord('-')} and {ord('9')})"
        for name in map(quote, texts)
    )
    row = cursor.execute(f"select {counts} from {table} where rowid < {count // 5}").fetchone()
    assert row is not None
    return [
        name
        for (name, mask), not_numeric in zip(texts.items(), row, strict=True)
        if mask in {0, _SLASHED} or not_numeric <= count // 8
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
    """Return a DECIMAL for numbers with more digits than a double holds, if one fits them all."""
    name = quote(column)
    row = cursor.execute(
        f"select max(length(ltrim(split_part({name}, '.', 1), '-'))), "
        f"max(length(split_part({name}, '.', 2))) from {table}"
    ).fetchone()
    assert row is not None
    integer_digits, scale = row
    if mask & _EXPONENT == 0 and integer_digits + scale <= _MOST_DIGITS:
        return FoundType(f"decimal({_MOST_DIGITS}, {scale})")
    return FoundType(
        "varchar", "no numeric type keeps all digits of its numbers; declare column_types"
    )


def _odd_one(cursor: duckdb.DuckDBPyConnection, table: str, column: str) -> str | None:
    """Return a warning with the first value that is no number, if most values are numbers."""
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
    """Return the shape of a value as a bit; a guard spares most text the pattern matching."""
    shapes = " ".join(
        f"when {_is(column, pattern)} "
        f"then case when try_cast({column} as {type_}) is null then {_TEXT} else {bit} end"
        for pattern, type_, bit in _SHAPES
    )
    integer_digits = (
        f"case when {_is_short(column)} then {_INTEGER} "
        f"when try_cast({column} as bigint) is not null then {_LONG} else {_HUGE} end"
    )
    fraction = f"case when {_is_kept_by_double(column)} then {_DOUBLE} else {_EXACT} end"
    return (
        f"case when {column} is null then 0 "
        f"when not {_is(f'{column}[1]', '[-+.0-9tTfF]')} then {_TEXT} "
        f"when {_is(column, _WHOLE)} then {integer_digits} "
        f"when {_is(column, _FRACTION)} then {fraction} {shapes} "
        f"when {_is(column, _SLASHED_DAY)} then {_SLASHED} "
        f"when {_is(column, _CODE_SHAPE)} then {_CODE} else {_TEXT} end"
    )


def _is(value: str, pattern: str) -> str:
    return f"regexp_full_match({value}, '{pattern}')"


def _is_short(number: str) -> str:
    """Return whether a double holds all digits of the number, with or without a fraction."""
    return f"length({number}) <= 15"


def _is_kept_by_double(fraction: str) -> str:
    """A double always preserves 15 digits, and up to 17 if the text was written from a double."""
    as_double = f"cast(try_cast({fraction} as double) as varchar)"
    return f"(length({fraction}) <= 16 or {as_double} = {fraction})"


def first_where(column: str, condition: str) -> str:
    """Return the first value that meets a condition; any of them if a column is called `rowid`."""
    which = f"filter ({condition})"
    return f"coalesce(arg_min({column}, rowid) {which}, any_value({column}) {which})"


def misfit(column: str, type_: str) -> str:
    """Return the condition that a text value does not fit a declared type.

    A cast to an integer type would round 1.5, so that does not fit either; 1.0 does.
    """
    is_lost = f"{column} is not null and try_cast({column} as {type_}) is null"
    if type_.removeprefix("U") not in _WHOLE_NUMBERS:
        return is_lost
    as_number = f"try_cast({column} as double)"
    return f"({is_lost} or {as_number} <> try_cast({column} as {type_})::double)"
