"""What seg notes of versions beside the manifest must hold: a promise kept in two places.

A version that is changed in place loses what is noted of it, and a number that is noted is never
given to another version.
"""

from collections.abc import Iterable

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.spelling import INTERNAL_SCHEMA, quote
from orchestrator.generations.values import Inventory
from orchestrator.names import RelationName

FACTS = RelationName(INTERNAL_SCHEMA, "reuse_versions")
"""The internal table in which rows speak of versions, by `version_schema` and `version`."""

_NAME = f"{quote(FACTS.schema)}.{quote(FACTS.identifier)}"


def newest_noted(cursor: duckdb.DuckDBPyConnection, inventory: Inventory) -> int:
    """The highest number of a version that was ever noted, and may be gone; 0 for none."""
    if FACTS not in inventory:
        return 0
    row = cursor.execute(f"select coalesce(max(number), 0) from {_NAME}").fetchone()
    return int(row[0]) if row else 0


def forget_facts(
    cursor: duckdb.DuckDBPyConnection, inventory: Inventory, versions: Iterable[RelationName]
) -> None:
    """Forget what is noted of versions that change in place; call it in the same transaction."""
    if FACTS not in inventory:
        return
    for version in versions:
        cursor.execute(
            f"delete from {_NAME} where version_schema = $1 and version = $2",
            [version.schema, version.identifier],
        )


def forget_all_facts(cursor: duckdb.DuckDBPyConnection, inventory: Inventory) -> None:
    """Forget what is noted of all versions: rows were deleted from any of them."""
    if FACTS in inventory:
        cursor.execute(f"delete from {_NAME}")
