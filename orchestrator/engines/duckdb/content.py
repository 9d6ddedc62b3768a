"""What is in a relation, as a row count and a digest that the order of rows does not change.

Each row is hashed as a whole, mixed once more, and the hashes are added up and exclusive-ored: a
row that is there twice counts twice. Two relations with one digest have the same columns and the
same rows, as far as SQL can tell rows apart.
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

_FORMAT = 1

# hash() tells apart whatever values of these types SQL does.
_PLAIN = frozenset({
    "boolean", "tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint",
    "uinteger", "ubigint", "uhugeint", "bignum", "decimal", "varchar", "blob", "bit", "uuid",
    "enum", "date", "time", "time_ns", "timestamp", "timestamp_s", "timestamp_ms",
    "timestamp_ns", "time with time zone", "timestamp with time zone", "null",
})  # fmt: skip


def content_of(cursor: duckdb.DuckDBPyConnection, relation: RelationName) -> Content:
    """The content of a table or view, in one scan; its columns' names and types belong to it.

    A column of a type that cannot be told exactly gives a digest that equals no other.
    """
    name = spelled(relation)
    columns = cursor.execute(f"select * from {name} limit 0").description or []
    hashes = [_hash(quote(column[0]), column[1]) for column in columns]
    known = [value for value in hashes if value is not None]
    # Read to the end: an unfinished answer keeps a DataFrame from being registered after it.
    (row,) = cursor.execute(
        "select count(*), sum(mixed), bit_xor(mixed) "
        f"from (select hash(hash({', '.join(known) or 'null'})) as mixed from {name}) as hashed"
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
    """The SELECT of the values of `columns` whose rows are others in two tables, by their hashes.

    A value of several rows has their sum. With `read` these columns alone are compared. With
    `every` it is of one in so many values whether its rows are others, as 0 or 1. None where the
    tables differ in names or types of columns or where a type cannot be told exactly.
    """
    compared = ", ".join(map(quote, read)) or "*"
    described, hashes = [], []
    for relation in (one, other):
        select = f"select {compared} from {spelled(relation)} limit 0"
        found = cursor.execute(select).description or []
        described.append([(column[0], str(column[1])) for column in found])
        hashes.append([_hash(quote(column[0]), column[1]) for column in found])
    if described[0] != described[1] or None in hashes[0]:
        return None
    keys = ", ".join(map(quote, columns))
    # As signed numbers of 63 bits they are added up faster than as they are.
    row = f"cast(hash(hash({', '.join(map(str, hashes[0]))})) >> 1 as bigint)"
    sampled = f" where hash({keys}) % {every} = 0" if every else ""
    sides = (
        f"select {keys}, {sign} * {row} as seg_row from {spelled(relation)}{sampled}"
        for sign, relation in ((1, one), (-1, other))
    )
    # A key that has gone, or come, has rows on one side only: no sum of theirs is 0.
    by_key = f"from ({' union all '.join(sides)}) as sides group by {keys}"
    is_other = "sum(seg_row) <> 0"
    if every:
        return f"select cast({is_other} as integer) as is_other {by_key}"
    return f"select {keys} {by_key} having {is_other}"


def _hash(value: str, type_: Any) -> str | None:
    """SQL for a hash by which two values of a type are equal only if they are the same.

    By itself, hash() takes lists of lists for their elements in a row, NULL for an empty list, a
    month for 30 days, and 0.0 for -0.0. None: there is no such SQL.
    """
    kind = str(type_.id)
    if kind in _PLAIN:
        return f"hash({value})"
    match kind:
        case "float" | "double":
            return f"hash({value}, signbit({value}))"
        case "interval":
            return f"hash(cast({value} as varchar))"
        case "list" | "array":
            return _of_list(value, dict(type_.children)["child"])
        case "map":
            entry = dict(type_.children)
            keys = _of_list(f"map_keys({value})", entry["key"])
            values = _of_list(f"map_values({value})", entry["value"])
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


def _of_list(value: str, element: Any) -> str | None:
    inner = _hash("element", element)
    if inner is None:
        return None
    each = f"list_transform({value}, lambda element: {inner})"
    return _all(f"{value} is null", f"len({value})", each)


def _all(*parts: str | None) -> str | None:
    known = [part for part in parts if part is not None]
    return f"hash({', '.join(known)})" if len(known) == len(parts) else None
