"""Shows an earlier generation next to the current one, in a database in memory.

Its relations have the names under which they were published. Their versions are still in the
warehouse; if one was changed in place since, its rows are reconstructed. Sources, and what is
published in another database, are shown in their current state: they have no other.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.boundary import Earlier
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import is_hidden, own_database, read_inventory
from orchestrator.engines.duckdb.published.deltas import before_deltas
from orchestrator.engines.duckdb.published.manifest import (
    has_manifest,
    read_deltas,
    read_generations,
    read_relations,
)
from orchestrator.engines.duckdb.spelling import folded, quote, spelled, spelled_schema
from orchestrator.generations.undoing import require_reachable, returns_to
from orchestrator.generations.values import AppliedDelta, PublishedRelation
from orchestrator.names import RelationName


def show_generation(cursor: duckdb.DuckDBPyConnection, number: int, target: str) -> Earlier:
    """Show a generation of a target in a database in memory; raises UsageError if it is gone."""
    known = read_generations(cursor, target) if has_manifest(cursor) else ()
    require_reachable(known, number, "compare with")
    own, database = own_database(cursor), f"seg_generation_{number}"
    wanted, current = (read_relations(cursor, target, at) for at in (number, None))
    returns = returns_to(number, wanted, current, read_deltas(cursor), 0, DIALECT)
    deltas = {found.row.unique_id: found.deltas for found in returns}
    # By default it would be opened like the warehouse: read-only.
    cursor.execute(f"attach ':memory:' as {quote(database)} (read_write)")
    shown = [row for row in wanted.values() if row.relation.database is None]
    for row in shown:
        if row.version is None:
            continue
        version = _in(own, row.version)
        later = [_delta_in(own, delta) for delta in deltas.get(row.unique_id, ())]
        # Deltas are undone on read: most of a generation is never queried.
        columns = [name for name, _ in row.columns]
        select = before_deltas(cursor, version, columns, later) if later else _all_of(version)
        _create(cursor, _in(database, row.version), select)
    _show_unpublished(cursor, own, database, shown)
    unreadable = _show_names(cursor, own, database, shown)
    return Earlier(
        {
            row.unique_id: _shown(row, database)
            for row in wanted.values()
            if row.unique_id not in unreadable
        },
        frozenset(
            name
            for name, row in wanted.items()
            if row.version is not None
            and (deltas.get(name) or name not in current or current[name].version != row.version)
        ),
    )


def _show_unpublished(
    cursor: duckdb.DuckDBPyConnection, own: str, database: str, shown: Iterable[PublishedRelation]
) -> None:
    """Create views for what the generation did not publish: sources, in their current state."""
    published = {folded(row.relation) for row in shown}
    for name, found in read_inventory(cursor).items():
        relation = found.relation
        if relation.database is None and not is_hidden(relation) and name not in published:
            _create(cursor, _in(database, relation), _all_of(_in(own, relation)))


def _show_names(
    cursor: duckdb.DuckDBPyConnection, own: str, database: str, shown: Iterable[PublishedRelation]
) -> frozenset[str]:
    """Create the published views, which find what they read in the same database.

    Returns the nodes whose view cannot be read, for example because an input is gone.
    """
    cursor.execute(f"use {quote(database)}")
    try:
        pending = sorted(shown, key=lambda row: row.kind)
        while pending:
            waiting = [row for row in pending if not _is_created(cursor, database, row)]
            if len(waiting) == len(pending):
                break
            pending = waiting
        return frozenset(row.unique_id for row in pending)
    finally:
        cursor.execute(f"use {quote(own)}")


def _is_created(cursor: duckdb.DuckDBPyConnection, database: str, row: PublishedRelation) -> bool:
    try:
        _create(cursor, _in(database, row.relation), row.definition.removeprefix("\ufeff"))
    except duckdb.Error:
        return False
    return True


def _create(cursor: duckdb.DuckDBPyConnection, relation: RelationName, select: str) -> None:
    cursor.execute(f"create schema if not exists {spelled_schema(relation)}")
    cursor.execute(f"create view {spelled(relation)} as\n{select}\n")


def _all_of(relation: RelationName) -> str:
    return f"select * from {spelled(relation)}"


def _delta_in(database: str, delta: AppliedDelta) -> AppliedDelta:
    """Return the delta with names that are valid in every database."""
    undo = None if delta.undo is None else _in(database, delta.undo)
    version, rows = _in(database, delta.version), _in(database, delta.rows)
    return replace(delta, version=version, rows=rows, undo=undo)


def _shown(row: PublishedRelation, database: str) -> PublishedRelation:
    """Return the row with the names under which it can be read."""
    if row.relation.database is not None:
        return row
    version = None if row.version is None else _in(database, row.version)
    return replace(row, relation=_in(database, row.relation), version=version)


def _in(database: str, relation: RelationName) -> RelationName:
    return RelationName(relation.schema, relation.identifier, database)
