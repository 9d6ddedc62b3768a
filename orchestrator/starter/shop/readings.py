"""How the values of a column are converted to what staging needs, and the SQL for that."""

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.dialects.boundary import Dialect
from orchestrator.starter.shop.contract import StagingColumn, countries
from orchestrator.starter.shop.facts import (
    BOOLEAN,
    COMMA,
    DATE,
    E_MAIL,
    FORMATS,
    GROUPED,
    INTEGER,
    MOMENT,
    NUMBER,
    TEXT,
    WITH_OFFSET,
    ZONED,
    ShopColumn,
)
from orchestrator.starter.shop.names import words_of

_SQL_TYPES = {
    "decimal": "decimal(18, 2)",
    "integer": "bigint",
    "number": "double",
    "date": "date",
    "moment": "timestamp",
}
_TAKEN_BACK = frozenset(
    {"no", "not", "never", "un", "non", "part", "partly", "partially", "teilweise"}
)
SAME = "same"
"""The value of `others` if other values are kept unchanged."""
_NOWHERE = "ZZ"  # user-assigned in ISO 3166-1; CLDR: unknown region


class ReadAs(Struct, frozen=True):
    """How to read a column: as a kind from `facts`, or by a format; `doubt` is what is uncertain.

    If values have two formats, those that do not match the first are read as `also`. `lost` of the
    sampled values match neither and become NULL. `by_word` maps values to the known value that a
    word in them means.
    """

    as_: str
    doubt: str = ""
    lost: int = 0
    also: str = ""
    by_word: tuple[tuple[str, str], ...] = ()


def reading_of(
    column: ShopColumn, target: StagingColumn, *, is_named: bool = False
) -> ReadAs | None:
    """Return how to read the column as the target; None if its values do not fit.

    If the user named the column, it can consist of values whose meaning is not known.
    """
    if not column.filled:
        return ReadAs(TEXT, "it is empty")
    match target.type:
        case "date" | "moment":
            return _moment(column)
        case "decimal" | "number" | "integer":
            return _number(column)
        case "values":
            return _values(column, target, is_named=is_named)
    return ReadAs(TEXT)


def _moment(column: ShopColumn) -> ReadAs | None:
    if column.kind in (DATE, MOMENT, ZONED):
        return ReadAs(column.kind)
    found = _in_one_way(column)
    if found is not None and not found.lost:
        return found
    both = _in_two_ways(column)
    return both if both is not None and (found is None or both.lost < found.lost) else found


def _in_one_way(column: ShopColumn) -> ReadAs | None:
    if column.kind == TEXT and column.reads_wholly_as(DATE):
        return ReadAs(DATE)
    if column.kind == TEXT and column.reads_as(MOMENT):
        kind = ZONED if column.reads.get(ZONED) else MOMENT
        return ReadAs(kind, lost=column.sampled - column.reads[MOMENT])
    fitting = [format_ for format_ in FORMATS if column.reads_as(format_)]
    if not fitting:
        return None
    most = max(column.reads[format_] for format_ in fitting)
    best, *others = [format_ for format_ in fitting if column.reads[format_] == most]
    doubt = f"read as {best}, though it could be {others[0]}" if others else ""
    return ReadAs(best, doubt, column.sampled - most)


def _in_two_ways(column: ShopColumn) -> ReadAs | None:
    """Read timestamps that two programs wrote, if no value fits both formats."""
    if column.kind != TEXT or column.reads.get(ZONED):
        return None
    ranked = sorted((MOMENT, *FORMATS), key=lambda kind: -column.reads.get(kind, 0))
    first, *others = [kind for kind in ranked if column.reads.get(kind)] or [""]
    second = next((kind for kind in others if column.read_together(first, kind)), None)
    if second is None:
        return None
    rivals = [
        kind for kind in others if kind != second and column.reads[kind] == column.reads[second]
    ]
    doubt = f"{column.reads[first]:,} of {column.sampled:,} values read as {first}, "
    doubt += f"{column.reads[second]:,} as {second}"
    if rivals:
        doubt += f", though these could be {rivals[0]}"
    lost = column.sampled - column.reads[first] - column.reads[second]
    are_days = column.reads.get(DATE) == column.reads.get(MOMENT)
    first, second = (DATE if each == MOMENT and are_days else each for each in (first, second))
    return ReadAs(first, doubt, lost, also=second)


def _number(column: ShopColumn) -> ReadAs | None:
    if column.kind in (INTEGER, NUMBER):
        return ReadAs(column.kind)
    fitting = [kind for kind in (NUMBER, GROUPED, COMMA) if column.reads_as(kind)]
    if column.kind != TEXT or not fitting:
        return None
    best = max(fitting, key=lambda kind: column.reads[kind])
    rivals = [kind for kind in fitting if column.reads[kind] == column.reads[best] != 0]
    is_doubtful = best != NUMBER and len(rivals) > 1
    doubt = f"read as {best}, though it could be {rivals[1]}" if is_doubtful else ""
    return ReadAs(best, doubt, column.sampled - column.reads[best])


def _values(column: ShopColumn, target: StagingColumn, *, is_named: bool) -> ReadAs | None:
    """Read a column as one of known values, only if it contains at least one.

    A column that the user named can do without, if unknown values are not lost.
    """
    known = {value for values in target.values.values() for value in values}
    unknown = [value for value in column.values if value not in known]
    if target.others == SAME:
        return ReadAs(TEXT, _stays(column, unknown, target))
    if column.kind not in (TEXT, INTEGER, BOOLEAN) or not column.values:
        return None
    if len(unknown) == len(column.values) and not (is_named and target.others != "null"):
        return None
    by_word = tuple(
        (value, name) for value in unknown if (name := _by_word(value, target)) is not None
    )
    remarks = [f"'{value}' read as '{name}' because of a word in it" for value, name in by_word[:5]]
    unknown = [value for value in unknown if value not in dict(by_word)]
    shown = ", ".join(f"'{value}'" for value in unknown[:5])
    is_left_out = target.need and target.others == "null"
    others = "NULL" if target.others == "null" else target.others
    doubt = f"{shown} left out" if is_left_out else f"{shown} read as {others}"
    return ReadAs(TEXT, "; ".join([*remarks, *([doubt] if unknown else [])]), by_word=by_word)


def _stays(column: ShopColumn, unknown: list[str], target: StagingColumn) -> str:
    """Return the note on values kept as they are; with many values, none is listed."""
    shown = ", ".join(f"'{value}'" for value in unknown[:5])
    if column.values and not unknown:
        return ""
    return f"{shown or 'values other than ' + ', '.join(target.values)} {target.same}"


def _by_word(value: str, target: StagingColumn) -> str | None:
    """Return the meaning of a longer value by one of its words, unless another negates it."""
    words = frozenset(words_of(value))
    if len(words) < 2 or words & _TAKEN_BACK:
        return None
    return next((name for name, known in target.by_word.items() if words & set(known)), None)


def with_own_values(target: StagingColumn, reading: ReadAs | None) -> StagingColumn:
    """Return the target with the values that are known for this shop."""
    values = {name: list(known) for name, known in target.values.items()}
    for value, name in reading.by_word if reading is not None else ():
        values[name].append(value)
    return replace(target, values={name: tuple(known) for name, known in values.items()})


def expression(
    column: ShopColumn, reading: ReadAs, target: StagingColumn, dialect: Dialect, *, is_key: bool
) -> str:
    """Return the SQL that converts the column to the target."""
    plain = dialect.column(column.name)
    text = f"nullif(trim({plain}), '')" if column.kind == TEXT else dialect.as_text(plain)
    match target.type:
        case "date" | "moment":
            return _moment_sql(plain, text, column, reading, target, dialect)
        case "decimal" | "number" | "integer":
            return _number_sql(plain, text, column, reading, _SQL_TYPES[target.type])
        case "lower":
            return f"lower({text})"
        case "upper":
            return f"upper({text})"
        case "country":
            return _country_sql(text, column, dialect)
        case "values":
            return case_of(f"lower({text})", target, dialect)
    # Spreadsheets add .0 to numbers; the same number elsewhere lacks it.
    if is_key and column.reads_as(E_MAIL):
        return f"lower({text})"
    is_float = column.kind == NUMBER or (column.reads_as(NUMBER) and not column.reads_as(INTEGER))
    return rf"regexp_replace({text}, '\.0+$', '')" if is_key and is_float else text


def nothing(target: StagingColumn) -> str:
    """Return the SQL used in staging if there is no column."""
    if target.without != "null":
        return target.without
    return f"cast(null as {_SQL_TYPES.get(target.type, 'varchar')})"


def _moment_sql(
    plain: str,
    text: str,
    column: ShopColumn,
    reading: ReadAs,
    target: StagingColumn,
    dialect: Dialect,
) -> str:
    try_ = "try_" if reading.lost else ""
    if column.kind == DATE:
        return plain
    if reading.also:
        ways = (_tried(text, way, dialect) for way in (reading.as_, reading.also))
        are_days = all(map(_is_of_days, (reading.as_, reading.also)))
        moment = f"coalesce({', '.join(ways)})"
        return f"cast({moment} as date)" if target.type == "date" or are_days else moment
    if column.kind == MOMENT:
        moment = plain
    elif reading.as_ == ZONED:
        value = plain if column.kind == ZONED else f"{try_}cast({text} as timestamptz)"
        moment = f"timezone('UTC', {value})"
    elif reading.as_ == DATE:
        return f"cast({text} as date)"
    elif reading.as_ == MOMENT:
        moment = f"{try_}cast({text} as timestamp)"
    else:
        moment = f"{try_}strptime({text}, {dialect.literal(reading.as_)})"
        if reading.as_ == WITH_OFFSET:
            moment = f"timezone('UTC', {moment})"
    # A date stays a date: as midnight UTC, it would be a different day in some time zones.
    is_day = target.type == "date" or _is_format_of_days(reading.as_)
    return f"cast({moment} as date)" if is_day else moment


def _tried(text: str, way: str, dialect: Dialect) -> str:
    """Return SQL that parses a timestamp in one format, or NULL if it does not match."""
    if way in (DATE, MOMENT):
        return f"try_cast({text} as timestamp)"
    return f"try_strptime({text}, {dialect.literal(way)})"


def _is_of_days(read_as: str) -> bool:
    return read_as == DATE or _is_format_of_days(read_as)


def _is_format_of_days(read_as: str) -> bool:
    return read_as in FORMATS and "%H" not in read_as and "%I" not in read_as


def _number_sql(plain: str, text: str, column: ShopColumn, reading: ReadAs, sql_type: str) -> str:
    if column.kind in (INTEGER, NUMBER):
        return f"cast({plain} as {sql_type})"
    try_ = "try_" if reading.lost else ""
    if reading.as_ == NUMBER:
        return f"{try_}cast({text} as {sql_type})"
    bare = f"regexp_replace({text}, '[^0-9.,-]', '', 'g')"
    if reading.as_ == COMMA:
        bare = f"replace(replace({bare}, '.', ''), ',', '.')"
    else:
        bare = f"replace({bare}, ',', '')"
    return f"{try_}cast({bare} as {sql_type})"


def case_of(value: str, target: StagingColumn, dialect: Dialect) -> str:
    """Return SQL that maps a text by the values that the target knows."""
    lines = [
        f"            when {value} in ({', '.join(map(dialect.literal, known))})\n"
        f"                then {dialect.literal(name)}"
        for name, known in target.values.items()
    ]
    if target.others != "null":
        lines.append(f"            else {value if target.others == SAME else target.others}")
    return "\n".join(["case", *lines, "        end"])


def _country_sql(text: str, column: ShopColumn, dialect: Dialect) -> str:
    names = countries()
    seen = {value for value in column.values if value in names}
    used = seen if column.values else set(names)
    code = f"case when length({text}) = 2 then upper({text}) else '{_NOWHERE}' end"
    if not used:
        return code
    lines = [
        f"            when {dialect.literal(value)} then '{names[value]}'" for value in sorted(used)
    ]
    ending = f"            else {code}\n        end"
    return "\n".join([f"case lower({text})", *lines, ending])


def unknown_countries(column: ShopColumn) -> tuple[str, ...]:
    """Return the values of a country column that are not known countries."""
    return tuple(v for v in column.values if v not in countries() and len(v) != 2)


def texts_of_countries(
    column: ShopColumn, reading: ReadAs, dialect: Dialect
) -> tuple[str, tuple[str, ...]]:
    """Return the SQL of a country's text, NULL for codes, and the texts that are known."""
    text = expression(column, reading, StagingColumn("lower"), dialect, is_key=False)
    known = tuple(value for value in column.values or sorted(countries()) if len(value) != 2)
    # The list must not be empty: if all values are codes, use the code for no country.
    return f"case when length({text}) <> 2 then {text} end", known or (_NOWHERE.lower(),)
