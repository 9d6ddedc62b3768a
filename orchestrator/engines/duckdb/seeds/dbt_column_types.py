"""The type of each CSV column as dbt determines it, for the seeds of dbt projects.

dbt checks whether all values of a column are numbers, days, timestamps, or true and false, in that
order, ignoring white space around them; a column without values is numeric. Integers become an
`integer`, even with leading zeros; other numbers a `double`, even if that drops digits: each such
column gets a warning. Where dbt would fail to load the file (a number beyond 32 bits), the type is
one that holds the values.
"""

from collections.abc import Sequence

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.seeds.column_types import FoundType
from orchestrator.engines.duckdb.spelling import quote

_NUMBER = "[-+]?(([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?|(?i:inf(inity)?|nan))"
_DAY = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_MOMENT = f"{_DAY} [0-9]{{1,2}}:[0-9]{{1,2}}:[0-9]{{1,2}}"
_ISO_TIME = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[-+][0-9]{2}(:?[0-9]{2})?)?"
_ISO_MOMENT = f"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T{_ISO_TIME}"
_ZEROS = "[-+]?0[0-9]+([.][0-9]*)?"

# Checks on all values of a column; `value` is one of them.
_IS_NUMBER = f"regexp_full_match(value, '{_NUMBER}')"
_IS_WHOLE = "try_cast(value as double) = trunc(try_cast(value as double))"
_IS_DAY = f"regexp_full_match(value, '{_DAY}') and try_cast(value as date) is not null"
_IS_MOMENT, _IS_ISO_MOMENT = (
    f"regexp_full_match(value, '{form}') and try_cast(value as timestamp) is not null"
    for form in (_MOMENT, _ISO_MOMENT)
)
_IS_TRUTH = "lower(value) in ('true', 'false')"
_HAS_ZEROS = f"regexp_full_match(value, '{_ZEROS}')"
_LOSES_DIGITS = (
    "length(regexp_replace(value, '[^0-9]', '', 'g')) > 15 "
    "and try_cast(value as decimal(38, 20)) "
    "<> try_cast(try_cast(value as double) as decimal(38, 20))"
)
_QUESTIONS = ", ".join(
    (
        f"bool_and({_IS_NUMBER})",
        f"bool_and({_IS_WHOLE})",
        "bool_and(try_cast(value as integer) is not null)",
        "bool_and(try_cast(value as bigint) is not null)",
        f"bool_and({_IS_DAY})",
        # A mix of both forms is text: some values have a time zone, which would be lost.
        f"bool_and({_IS_MOMENT}) or bool_and({_IS_ISO_MOMENT})",
        f"bool_and({_IS_TRUTH})",
        f"arg_min(value, rowid) filter ({_HAS_ZEROS})",
        f"arg_min(value, rowid) filter ({_LOSES_DIGITS})",
    )
)


def dbt_types(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> dict[str, FoundType]:
    """Return the type that dbt gives each text column of a table; `table` is its name as SQL."""
    return {column: _type_of(cursor, table, column) for column in columns}


def _type_of(cursor: duckdb.DuckDBPyConnection, table: str, column: str) -> FoundType:
    values = f"select row_number() over () as rowid, trim({quote(column)}) as value from {table}"
    query = f"select {_QUESTIONS} from ({values}) where value is not null"
    row = cursor.execute(query).fetchone()
    assert row is not None
    is_number, is_whole, is_short, is_long, is_day, is_moment, is_truth, zeros, digits = row
    if is_number is None:
        return FoundType("integer")
    if is_number and is_whole and is_long:
        lost = f"the leading zeros of {zeros!r} are lost" if zeros else None
        return FoundType("integer" if is_short else "bigint", lost)
    if is_number:
        lost = f"{digits!r} has more digits than a double holds" if digits else None
        return FoundType("double", lost)
    of_time = "date" if is_day else "timestamp" if is_moment else None
    return FoundType(of_time or ("boolean" if is_truth else "varchar"))
