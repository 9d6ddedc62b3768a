"""The content of a relation on Spark: a row count and a digest independent of the row order.

Each complete row is hashed twice, and the hashes are added up; a duplicate row counts twice.
Spark's hash skips NULL, so each value is hashed together with whether it is NULL.
"""

import hashlib
import json
from collections.abc import Sequence
from uuid import uuid4

from orchestrator.engines.spark.mirror import Mirror
from orchestrator.names import RelationName
from orchestrator.results import Content

_FORMAT = "spark 1"
_SEEDS = (1, 2)
_PLAIN = frozenset({
    "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT",
    "UINTEGER", "UBIGINT", "VARCHAR", "BLOB", "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE",
})  # fmt: skip
# Spark treats 0.0 and -0.0 as equal; how it hashes the elements of a list is not relied upon.
_BY_TEXT = frozenset({"DOUBLE", "FLOAT"})


def content_of(
    relation: RelationName, columns: Sequence[tuple[str, str]], mirror: Mirror
) -> Content:
    """Return the content of a table or view, in one scan; it includes column names and types.

    A column whose type cannot be compared exactly makes a digest that equals no other.
    """
    values = [_value(name, kind) for name, kind in columns]
    known = ", ".join(value for value in values if value is not None)
    sums = ", ".join(
        f"sum(cast(xxhash64({', '.join(filter(None, (str(seed), known)))}) as decimal(38, 0)))"
        for seed in _SEEDS
    )
    name = mirror.names.spelled(relation)
    (row,) = mirror.spark.client.rows(f"select count(*), {sums} from {name}")
    if None in values:
        return Content(int(row[0]), f"unknown {uuid4().hex}")
    parts = json.dumps([_FORMAT, [list(column) for column in columns], *map(str, row)])
    return Content(int(row[0]), hashlib.sha256(parts.encode()).hexdigest())


def _value(name: str, kind: str) -> str | None:
    """Return Spark SQL that distinguishes two values of a column; None if there is none."""
    column = "`" + name.replace("`", "``") + "`"
    if kind in _PLAIN or kind.startswith("DECIMAL("):
        return f"{column}, {column} is null"
    if kind in _BY_TEXT:
        return f"cast({column} as string), {column} is null"
    if kind.endswith("[]") and kind.removesuffix("[]") in _PLAIN - {"BLOB"}:
        return f"to_json(named_struct('v', {column}), map('ignoreNullFields', 'false'))"
    return None
