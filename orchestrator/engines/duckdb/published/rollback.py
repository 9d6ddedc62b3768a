"""Rollback: publishes an earlier generation again, as a new one."""

from collections.abc import Callable
from datetime import datetime

from orchestrator.dialects.duckdb import DIALECT
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import count_rows
from orchestrator.engines.duckdb.published.comments import read_comments, restore_comments
from orchestrator.engines.duckdb.published.deltas import before_deltas
from orchestrator.engines.duckdb.published.manifest import (
    has_manifest,
    read_deltas,
    read_generations,
    read_relations,
)
from orchestrator.engines.duckdb.published.publishing import (
    read_state,
    record_memberships,
    seal,
    step,
    transaction,
    verify,
)
from orchestrator.engines.duckdb.published.segment_events import Fetch
from orchestrator.engines.duckdb.published.switching import (
    create_schemas,
    drop_left_names,
    switch_in_order_of_binding,
)
from orchestrator.engines.duckdb.spelling import spelled
from orchestrator.errors import WarehouseDamaged
from orchestrator.generations.draft import draft_generation
from orchestrator.generations.events import BY_ROLLBACK, NOBODY, Following
from orchestrator.generations.undoing import Return, require_reachable, returns_to
from orchestrator.generations.values import Generation


def roll_back(
    cursor: duckdb.DuckDBPyConnection,
    number: int,
    run_id: str,
    at: datetime,
    next_version: int,
    target: str,
    before_commit: Callable[[], None],
    following: Following = NOBODY,
    fetch: Fetch | None = None,
) -> Generation:
    """Publish a generation of a target again; relations that it did not have are unpublished."""
    known = read_generations(cursor, target) if has_manifest(cursor) else ()
    require_reachable(known, number)
    # A rollback to a rollback restores the generation that both of them stand for.
    first = next((found.restores for found in known if found.number == number), None) or number
    with transaction(cursor):
        state = read_state(cursor, target)
        wanted = read_relations(cursor, target, number)
        step("deltas", cursor)
        # A view that somebody replaced does not exist any more: it is restored, too.
        current = {name: row for name, row in state.published.items() if name not in state.replaced}
        returns = tuple(
            returns_to(number, wanted, current, read_deltas(cursor), next_version, DIALECT)
        )
        for found in returns:
            if found.deltas:
                _restore(cursor, found)
        step("names", cursor)
        gone = state.published.keys() - wanted.keys()
        draft = draft_generation(state, [found.restored for found in returns], sorted(gone))
        create_schemas(cursor, draft)
        comments = read_comments(cursor)
        switch_in_order_of_binding(cursor, draft.switches)
        restore_comments(cursor, comments, draft)
        drop_left_names(cursor, draft)
        relations = len(draft.changed) + len(draft.gone)
        draft = record_memberships(
            cursor, draft, state, (), following, at, target, BY_ROLLBACK, fetch
        )
        generation = Generation(draft.number, run_id, at, relations, draft.notices, first)
        seal(cursor, draft, generation, target)
        before_commit()
    return verify(cursor, draft, generation, target)


def _restore(cursor: duckdb.DuckDBPyConnection, found: Return) -> None:
    """Create a version with the rows that the old one had before the deltas, counted."""
    row, version = found.row, found.restored.version
    assert row.version is not None
    assert version is not None
    select = before_deltas(cursor, row.version, [name for name, _ in row.columns], found.deltas)
    cursor.execute(f"create table {spelled(version)} as {select}")
    counted = count_rows(cursor, [version])[version]
    if counted != row.row_count:
        raise WarehouseDamaged(
            f"{row.relation}: undoing {len(found.deltas)} deltas gave {counted} rows, "
            f"{row.row_count} were published",
            fix="rebuild it: seg build --full-refresh",
        )
