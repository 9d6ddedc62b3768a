"""Making room: schemas before a run, and the removal of versions that nothing points to."""

from collections.abc import Collection, Iterable, Sequence

from orchestrator.engines.boundary import Existing
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import Inventory, read_inventory
from orchestrator.engines.duckdb.manifest import (
    create_manifest,
    forget,
    has_manifest,
    read_generations,
    versions_in_use,
)
from orchestrator.engines.duckdb.publishing import transaction
from orchestrator.engines.duckdb.spelling import VERSIONS_SCHEMA, folded, quote, spelled
from orchestrator.names import RelationName


def prepare_schemas(
    cursor: duckdb.DuckDBPyConnection, schemas: Sequence[str], keep: Collection[RelationName]
) -> None:
    """Create missing schemas, and drop versions that no generation knows, but for `keep`."""
    with transaction(cursor):
        create_manifest(cursor)
        for schema in dict.fromkeys([VERSIONS_SCHEMA, *schemas]):
            cursor.execute(f"create schema if not exists {quote(schema)}")
        used = {folded(relation) for relation in versions_in_use(cursor) | set(keep)}
        inventory = read_inventory(cursor)
        _drop(cursor, (found for found in _versions(inventory) if _key(found) not in used))


def collect_versions(cursor: duckdb.DuckDBPyConnection, keep: int) -> int:
    """Forget all but the last `keep` generations; how many relations were dropped.

    What no generation has published, as a failed candidate, stays until the next run prepares.
    """
    if not has_manifest(cursor):
        return 0
    with transaction(cursor):
        kept = read_generations(cursor)[: max(keep, 1)]
        if not kept:
            return 0
        before = versions_in_use(cursor)
        forget(cursor, kept[-1].number)
        unused = {folded(relation) for relation in before - versions_in_use(cursor)}
        inventory = read_inventory(cursor)
        return _drop(cursor, [found for found in _versions(inventory) if _key(found) in unused])


def _versions(inventory: Inventory) -> list[Existing]:
    return [
        found
        for found in inventory.values()
        if found.relation.database is None and found.relation.schema == VERSIONS_SCHEMA
    ]


def _key(found: Existing) -> RelationName:
    return folded(found.relation)


def _drop(cursor: duckdb.DuckDBPyConnection, relations: Iterable[Existing]) -> int:
    dropped = 0
    for found in relations:
        cursor.execute(f"drop {found.kind} {spelled(found.relation)}")
        dropped += 1
    return dropped
