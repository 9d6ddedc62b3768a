"""Facts about versions, which seg stores next to the manifest and keeps consistent with it.

A version that is changed in place loses its facts, and a number with facts is never given to
another version.
"""

from collections.abc import Iterable

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.spelling import INTERNAL_SCHEMA, spelled
from orchestrator.generations.values import Inventory
from orchestrator.names import RelationName

FACTS = RelationName(INTERNAL_SCHEMA, "reuse_versions")
DIGESTS = RelationName(INTERNAL_SCHEMA, "reuse_digests")
"""The internal tables with rows about versions, by `version_schema` and `version`."""


def newest_number_with_facts(cursor: duckdb.DuckDBPyConnection, inventory: Inventory) -> int:
    """Return the highest version number that facts were stored for; 0 for none."""
    if FACTS not in inventory:
        return 0
    row = cursor.execute(f"select coalesce(max(number), 0) from {spelled(FACTS)}").fetchone()
    return int(row[0]) if row else 0


def forget_facts(
    cursor: duckdb.DuckDBPyConnection, inventory: Inventory, versions: Iterable[RelationName]
) -> None:
    """Delete the facts of versions that change in place; call it in the same transaction."""
    changed = list(versions)
    names = [[each.schema for each in changed], [each.identifier for each in changed]]
    for table in (FACTS, DIGESTS):
        if changed and table in inventory:
            cursor.execute(
                f"delete from {spelled(table)} where (version_schema, version) in "
                "(select unnest($1::varchar[]), unnest($2::varchar[]))",
                names,
            )


def forget_all_facts(cursor: duckdb.DuckDBPyConnection, inventory: Inventory) -> None:
    """Delete the facts of all versions, because rows were deleted from any of them."""
    for table in (FACTS, DIGESTS):
        if table in inventory:
            cursor.execute(f"delete from {spelled(table)}")
