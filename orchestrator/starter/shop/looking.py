"""Inspects a table by SQL queries: what its columns contain, and how texts can be read."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from orchestrator.dialects.boundary import Dialect
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
    OTHER,
    TEXT,
    ZONED,
    ShopColumn,
    ShopTable,
)

RunQuery = Callable[[str], Sequence[Sequence[Any]]]
"""Runs a query and returns its rows."""

SAMPLE = 20_000
"""How many rows texts are tried on."""
FEW = 60
"""If a column has at most this many values, all of them are read."""

_KINDS = {
    "VARCHAR": TEXT,
    "UUID": TEXT,
    "ENUM": TEXT,
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), INTEGER),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"), INTEGER),
    **dict.fromkeys(("DECIMAL", "DOUBLE", "FLOAT"), NUMBER),
    "DATE": DATE,
    "BOOLEAN": BOOLEAN,
    "TIMESTAMP WITH TIME ZONE": ZONED,
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"), MOMENT),
}
_MONEY = r"\s*([€$£]|[A-Z]{3})?\s*"
_SPACE = r"\x{00A0}\x{202F} '"
_COMMA = rf"{_MONEY}-?([0-9]{{1,3}}([.{_SPACE}][0-9]{{3}})+|[0-9]+)(,[0-9]+)?{_MONEY}"
_GROUPED = rf"{_MONEY}-?([0-9]{{1,3}}([,{_SPACE}][0-9]{{3}})+|[0-9]+)(\.[0-9]+)?{_MONEY}"
_ZONE = r".*[0-9]\s*(Z|[+-][0-9]{2}:?[0-9]{2}| UTC)"
_DAY = r"\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\s*"


def sample_of(rows: str) -> str:
    """Return the SELECT of the rows that texts are tried on, the same each time."""
    return f"select * from {rows} using sample reservoir({SAMPLE} rows) repeatable (7)"


def look_at(
    shown: str,
    rows: str,
    sample: str,
    described: Sequence[tuple[str, str]],
    query: RunQuery,
    dialect: Dialect,
) -> ShopTable:
    """Inspect a table whose columns were `described` by name and type.

    `sample` is a table with the rows of `sample_of`.
    """
    quoted = {name: dialect.quote(name) for name, _ in described}
    counts = [
        f"count({_filled(quoted[name], _kind(type_))}), count(distinct {quoted[name]})"
        for name, type_ in described
    ]
    ((total, *found),) = query(f"select count(*), {', '.join(counts)} from {rows}")
    columns = []
    for position, (name, type_) in enumerate(described):
        kind = _kind(type_)
        filled, distinct = found[2 * position : 2 * position + 2]
        sampled, reads = _reads(quoted[name], kind, sample, query, dialect) if filled else (0, {})
        values = _values(quoted[name], rows, query) if 0 < distinct <= FEW else {}
        columns.append(ShopColumn(name, kind, filled, distinct, sampled, reads, values))
    return ShopTable(shown, rows, total, tuple(columns))


def _kind(type_: str) -> str:
    return _KINDS.get(type_.partition("(")[0].strip(), OTHER)


def _filled(column: str, kind: str) -> str:
    """Return the column as SQL, with NULL for empty texts."""
    return f"nullif(trim({column}), '')" if kind == TEXT else column


def _reads(
    column: str, kind: str, sample: str, query: RunQuery, dialect: Dialect
) -> tuple[int, Mapping[str, int]]:
    """Return how many values were tried, and how many can be read as each kind."""
    if kind not in (TEXT, INTEGER):
        return 0, {}
    tried = {
        INTEGER: "regexp_full_match(v, '-?[0-9]+')",
        NUMBER: "try_cast(v as double) is not null",
        COMMA: f"regexp_full_match(v, {dialect.literal(_COMMA)})",
        GROUPED: f"regexp_full_match(v, {dialect.literal(_GROUPED)})",
        DATE: f"regexp_full_match(v, {dialect.literal(_DAY)}) and try_cast(v as date) is not null",
        MOMENT: "try_cast(v as timestamptz) is not null",
        ZONED: f"regexp_full_match(v, {dialect.literal(_ZONE)})",
        E_MAIL: "regexp_full_match(v, '[^@ ]+@[^@ ]+')",
    }
    texts = f"select trim(cast({column} as varchar)) as v from {sample}"
    texts = f"select v from ({texts}) as t where v <> ''"
    shown = ", ".join(f"count(*) filter ({condition})" for condition in tried.values())
    ((count, *found),) = query(f"select count(*), {shown} from ({texts}) as s")
    reads = dict(zip(tried, found, strict=True))
    is_number = reads[NUMBER] > count / 2 and reads[INTEGER] < count
    if count and not is_number and reads[MOMENT] < count:
        # strptime reads a two-digit year as one of the first century.
        shown = ", ".join(
            f"count(*) filter (try_strptime(v, {dialect.literal(format_)}) > '1000-01-01')"
            for format_ in FORMATS
        )
        (moments,) = query(f"select {shown} from ({texts}) as s where length(v) between 6 and 30")
        reads |= dict(zip(FORMATS, moments, strict=True))
    return count, {kind: number for kind, number in reads.items() if number}


def _values(column: str, rows: str, query: RunQuery) -> Mapping[str, int]:
    found = query(
        f"select lower(trim(cast({column} as varchar))), count(*) from {rows} "
        f"where {column} is not null group by 1 order by 2 desc, 1"
    )
    return {value: count for value, count in found if value != ""}
