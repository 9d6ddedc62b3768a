"""The content of a relation: a row count and a digest that does not depend on the order of rows.

The hash of each complete row is mixed once more, and the hashes are combined by sum and XOR; a
duplicate row counts twice. Two relations with equal digests have the same columns and rows, as far
as SQL distinguishes rows.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.spelling import quote, spelled, text
from orchestrator.names import RelationName
from orchestrator.results import Content

_FORMAT = 2

# For these types, hash() distinguishes the same values as SQL.
_PLAIN = frozenset({
    "boolean", "tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint",
    "uinteger", "ubigint", "uhugeint", "bignum", "decimal", "blob", "bit", "uuid",
    "enum", "date", "time", "time_ns", "timestamp", "timestamp_s", "timestamp_ms",
    "timestamp_ns", "time with time zone", "timestamp with time zone", "null",
})  # fmt: skip


def content_of(cursor: duckdb.DuckDBPyConnection, relation: RelationName) -> Content:
    """Return the content of a table or view, in one scan; it includes column names and types.

    A column whose type cannot be compared exactly makes a digest that equals no other.
    """
    name = spelled(relation)
    columns = cursor.execute(f"select * from {name} limit 0").description or []
    hashes = [_hash(quote(column[0]), column[1]) for column in columns]
    known = [value for value in hashes if value is not None]
    mixed = _row_hash(known or ["null"])
    # Fetch all rows: an unfinished result prevents a DataFrame from being registered afterwards.
    (row,) = cursor.execute(
        "select count(*), sum(mixed), bit_xor(mixed) "
        f"from (select {mixed} as mixed from {name}) as hashed"
    ).fetchall()
    if len(known) < len(hashes):
        return Content(row[0], f"unknown {uuid4().hex}")
    shape = [[column[0], str(column[1])] for column in columns]
    parts = json.dumps([_FORMAT, shape, *(str(value) for value in row)])
    return Content(row[0], hashlib.sha256(parts.encode()).hexdigest())


def changed_keys_of(
    cursor: duckdb.DuckDBPyConnection,
    one: RelationName,
    other: RelationName,
    columns: Sequence[str],
    read: Sequence[str] = (),
    every: int | None = None,
) -> str | None:
    """Return a SELECT of the values of `columns` whose rows differ between two tables, by hash.

    The hashes of several rows with one value are added up. With `read`, only these columns are
    compared. With `every`, the SELECT returns 0 or 1 for a sample of 1 in `every` values: whether
    its rows differ. None if the tables have different column names or types, or a type that cannot
    be compared exactly.
    """
    compared = ", ".join(map(quote, read)) or "*"
    described: list[list[tuple[str, str]]] = []
    hashes: list[str | None] = []
    for relation in (one, other):
        select = f"select {compared} from {spelled(relation)} limit 0"
        found = cursor.execute(select).description or []
        described.append([(column[0], str(column[1])) for column in found])
        hashes = [_hash(quote(column[0]), column[1]) for column in found]
    known = [value for value in hashes if value is not None]
    if described[0] != described[1] or len(known) < len(hashes):
        return None
    keys = ", ".join(map(quote, columns))
    # Signed 63-bit numbers are faster to add up than the hashes themselves.
    row = f"cast({_row_hash(known)} >> 1 as bigint)"
    sampled = f" where hash({keys}) % {every} = 0" if every else ""
    sides = (
        f"select {keys}, {sign} * {row} as seg_row from {spelled(relation)}{sampled}"
        for sign, relation in ((1, one), (-1, other))
    )
    # A removed or added key has rows on one side only: their sum is not 0.
    by_key = f"from ({' union all '.join(sides)}) as sides group by {keys}"
    differs = "sum(seg_row) <> 0"
    if every:
        return f"select cast({differs} as integer) as differs {by_key}"
    return f"select {keys} {by_key} having {differs}"


def _row_hash(values: Sequence[str]) -> str:
    """Return SQL for the hash of a row, from SQL for the hashes of its values.

    hash() of zeros, and of `false`, is 0, and so is the hash of several of them: without the
    constant, a row of zeros would not change a sum.
    """
    return f"hash(hash(1, {', '.join(values)}))"


def _hash(value: str, type_: Any) -> str | None:
    """Return SQL for a hash that is equal for two values of a type only if they are the same.

    hash() itself treats lists of lists like their concatenated elements, NULL like an empty list, a
    month like 30 days, 0.0 like -0.0, and texts as their collation does. None if there is no such
    SQL.
    """
    kind = str(type_.id)
    if kind in _PLAIN:
        return f"hash({value})"
    match kind:
        case "varchar":
            return f"hash(encode({value}))"
        case "float" | "double":
            return f"hash({value}, signbit({value}))"
        case "interval":
            return f"hash(cast({value} as varchar))"
        case "list" | "array":
            return _list_hash(value, dict(type_.children)["child"])
        case "map":
            entry = dict(type_.children)
            keys = _list_hash(f"map_keys({value})", entry["key"])
            values = _list_hash(f"map_values({value})", entry["value"])
            return _all(f"{value} is null", keys, values)
        case "struct":
            fields = [
                _hash(f"struct_extract({value}, {text(name)})", child)
                for name, child in type_.children
            ]
            return _all(f"{value} is null", *fields)
        case "union":
            members = [
                _hash(f"union_extract({value}, {text(name)})", child)
                for name, child in type_.children
                if name
            ]
            return _all(f"union_tag({value})", *members)
    return None


def _list_hash(value: str, element: Any) -> str | None:
    inner = _hash("element", element)
    if inner is None:
        return None
    each = f"list_transform({value}, lambda element: {inner})"
    return _all(f"{value} is null", f"len({value})", each)


def _all(*parts: str | None) -> str | None:
    known = [part for part in parts if part is not None]
    return f"hash({', '.join(known)})" if len(known) == len(parts) else None
