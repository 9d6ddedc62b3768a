"""Creates missing schemas before a run, and drops versions that nothing refers to."""

from collections.abc import Collection, Iterable, Sequence

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import read_inventory
from orchestrator.engines.duckdb.published.manifest import (
    COMPLETE,
    create_manifest,
    forget,
    read_columns,
    read_generations,
    read_taken,
    versions_in_use,
)
from orchestrator.engines.duckdb.published.publishing import transaction
from orchestrator.engines.duckdb.spelling import VERSIONS_SCHEMA, fold, folded, quote, spelled
from orchestrator.generations.keeping import left_unpublished, no_longer_used, oldest_kept
from orchestrator.generations.values import Existing
from orchestrator.names import RelationName, name_of_version


def prepare_schemas(
    cursor: duckdb.DuckDBPyConnection,
    schemas: Sequence[str],
    keep: Collection[RelationName],
    target: str,
) -> None:
    """Create missing schemas, and drop versions that no generation uses, except `keep`.

    Candidates for names that another target publishes are left to that target.
    """
    with transaction(cursor):
        create_manifest(cursor)
        for schema in dict.fromkeys([VERSIONS_SCHEMA, *schemas]):
            cursor.execute(f"create schema if not exists {quote(schema)}")
        versions = _versions(cursor)
        if not versions:
            return
        used = versions_in_use(cursor) | set(keep)
        of_others = {fold(str(name)) for name in read_taken(cursor, target, COMPLETE)}
        own = [
            found for found in versions if fold(name_of_version(found.relation)) not in of_others
        ]
        _drop(cursor, left_unpublished(own, used, folded))


def collect_versions(cursor: duckdb.DuckDBPyConnection, keep: int, target: str) -> int:
    """Delete all but the last `keep` generations of a target; return the number of drops.

    Versions that were never published, such as failed candidates, stay until the next run prepares.
    """
    known = read_columns(cursor)
    if not COMPLETE.keys() <= known.keys():
        return 0
    with transaction(cursor):
        generations = read_generations(cursor, target, known)
        oldest = oldest_kept(generations, keep)
        if oldest is None or oldest == generations[-1].number:
            return 0
        before = versions_in_use(cursor)
        forget(cursor, target, oldest)
        after = versions_in_use(cursor)
        return _drop(cursor, no_longer_used(_versions(cursor), before, after, folded))


def _versions(cursor: duckdb.DuckDBPyConnection) -> list[Existing]:
    return [
        found
        for found in read_inventory(cursor).values()
        if found.relation.database is None and found.relation.schema == VERSIONS_SCHEMA
    ]


def _drop(cursor: duckdb.DuckDBPyConnection, relations: Iterable[Existing]) -> int:
    dropped = 0
    for found in relations:
        cursor.execute(f"drop {found.kind} {spelled(found.relation)}")
        dropped += 1
    return dropped
