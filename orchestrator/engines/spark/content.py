"""What is in a relation of Spark: a row count, and a digest that no order of rows changes.

Each row is hashed twice as a whole, and the hashes are added up: a row that is there twice counts
twice. Spark passes over what is NULL, so that each value stands beside whether it is there.
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
# Spark takes 0.0 and -0.0 for one, and is not asked how it hashes what is in a list.
_BY_TEXT = frozenset({"DOUBLE", "FLOAT"})


def content_of(
    relation: RelationName, columns: Sequence[tuple[str, str]], mirror: Mirror
) -> Content:
    """The content of a table or view, in one scan; its columns' names and types belong to it.

    A column of a type that cannot be told exactly gives a digest that equals no other.
    """
    values = [_value(name, kind) for name, kind in columns]
    known = ", ".join(value for value in values if value is not None)
    sums = ", ".join(
        f"sum(cast(xxhash64({', '.join(filter(None, (str(seed), known)))}) as decimal(38, 0)))"
        for seed in _SEEDS
    )
    name = mirror.names.spelled(relation)
    (row,) = mirror.spark.asked.rows(f"select count(*), {sums} from {name}")
    if None in values:
        return Content(int(row[0]), f"unknown {uuid4().hex}")
    parts = json.dumps([_FORMAT, [list(column) for column in columns], *map(str, row)])
    return Content(int(row[0]), hashlib.sha256(parts.encode()).hexdigest())


def _value(name: str, kind: str) -> str | None:
    """SQL of Spark for what tells two values of a column apart; None where there is none."""
    column = "`" + name.replace("`", "``") + "`"
    if kind in _PLAIN or kind.startswith("DECIMAL("):
        return f"{column}, {column} is null"
    if kind in _BY_TEXT:
        return f"cast({column} as string), {column} is null"
    if kind.endswith("[]") and kind.removesuffix("[]") in _PLAIN - {"BLOB"}:
        return f"to_json(named_struct('v', {column}), map('ignoreNullFields', 'false'))"
    return None
