"""Publishing: every name that people read switches to its new version in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime

from orchestrator.engines.boundary import Change, Generation, Notes, PublishedRelation
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.deltas import apply_delta
from orchestrator.engines.duckdb.facts import forget_facts
from orchestrator.engines.duckdb.inventory import (
    all_columns,
    columns_of,
    count_rows,
    read_inventory,
)
from orchestrator.engines.duckdb.manifest import (
    checksum,
    create_manifest,
    read_checksum,
    read_generations,
    read_relations,
    write_generation,
    write_notes,
)
from orchestrator.engines.duckdb.refusals import meaning
from orchestrator.engines.duckdb.spelling import folded, spelled
from orchestrator.engines.duckdb.switching import (
    Draft,
    create_schemas,
    drop_left_names,
    naming,
    refresh_dependent_views,
    switch_name,
)
from orchestrator.errors import WarehouseDamaged

STAGES = ("begin", "deltas", "names", "manifest", "commit", "read back", "checkpoint")


def step(name: str, cursor: duckdb.DuckDBPyConnection) -> None:
    """Called as each of STAGES begins; does nothing. Tests put faults here."""


def publish_changes(
    cursor: duckdb.DuckDBPyConnection,
    changes: Sequence[Change],
    run_id: str,
    at: datetime,
    notes: Sequence[Notes],
    before_commit: Callable[[], None],
) -> Generation:
    """Publish in one transaction what a run built; the order is parents first.

    `before_commit` is called where there is no way back any more.
    """
    with transaction(cursor):
        draft = begin_draft(cursor)
        step("deltas", cursor)
        for change in changes:
            if change.delta is not None:
                with naming(change.relation):
                    draft.deltas.append(
                        apply_delta(cursor, change, change.delta, draft.number, draft.inventory)
                    )
        forget_facts(cursor, draft.inventory, (delta.version for delta in draft.deltas))
        step("names", cursor)
        rows = _rows(cursor, changes)
        create_schemas(cursor, rows)
        for row in rows:
            with naming(row.relation):
                switch_name(cursor, row, draft)
        for row in _with_columns(cursor, rows):
            draft.put(row)
        drop_left_names(cursor, draft)
        refresh_dependent_views(cursor, draft)
        for change in changes:
            _settle_preview(cursor, change)
        generation = Generation(draft.number, run_id, at, len(changes), tuple(draft.notices))
        seal(cursor, draft, generation)
        for of_table in notes:
            write_notes(cursor, of_table)
        before_commit()
    return verify(cursor, draft, generation)


def _settle_preview(cursor: duckdb.DuckDBPyConnection, change: Change) -> None:
    """Drop the preview; one that is kept must not show a delta twice, now that it is applied."""
    if change.preview is None:
        return
    preview = spelled(change.preview)
    if not change.keep_preview:
        cursor.execute(f"drop view if exists {preview}")
    elif change.delta is not None:
        cursor.execute(f"create or replace view {preview} as from {spelled(change.version)}")


@contextmanager
def transaction(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: whatever is raised inside, an interrupt too, takes all back."""
    step("begin", cursor)
    cursor.execute("begin transaction")
    try:
        yield
        step("commit", cursor)
        cursor.execute("commit")
    except BaseException:
        with suppress(duckdb.Error):
            cursor.execute("rollback")
        raise


def begin_draft(cursor: duckdb.DuckDBPyConnection) -> Draft:
    """The next generation, still equal to the current one."""
    create_manifest(cursor)
    generations = read_generations(cursor)
    before = read_relations(cursor)
    number = generations[0].number + 1 if generations else 1
    return Draft(number, read_inventory(cursor), before, dict(before))


def _rows(cursor: duckdb.DuckDBPyConnection, changes: Sequence[Change]) -> list[PublishedRelation]:
    """The manifest rows of the changes."""
    unknown = [
        change.version
        for change in changes
        if change.kind == "table" and (change.row_count is None or change.delta is not None)
    ]
    counts = count_rows(cursor, unknown)
    rows = []
    for change in changes:
        is_table = change.kind == "table"
        rows.append(
            PublishedRelation(
                unique_id=change.unique_id,
                relation=change.relation,
                kind=change.kind,
                version=change.version if is_table else None,
                definition=change.definition,
                fingerprint=change.fingerprint,
                columns=change.columns,
                row_count=counts.get(change.version, change.row_count) if is_table else None,
            )
        )
    return rows


def _with_columns(
    cursor: duckdb.DuckDBPyConnection, rows: Sequence[PublishedRelation]
) -> list[PublishedRelation]:
    """The rows with their columns: those of the version behind a name, where there is one."""
    known = all_columns(cursor)
    found = []
    for row in rows:
        behind = folded(row.version or row.relation)
        columns = row.columns or known.get(behind) or columns_of(cursor, row.relation)
        found.append(replace(row, columns=columns))
    return found


def seal(cursor: duckdb.DuckDBPyConnection, draft: Draft, generation: Generation) -> None:
    """Write the manifest of the new generation, with the checksum of the state it leaves."""
    step("manifest", cursor)
    write_generation(
        cursor,
        generation,
        list(draft.changed.values()),
        draft.gone,
        draft.deltas,
        checksum(draft.published),
    )


def verify(cursor: duckdb.DuckDBPyConnection, draft: Draft, generation: Generation) -> Generation:
    """Read the manifest back, as a COMMIT of an aborted transaction reports success; checkpoint."""
    step("read back", cursor)
    expected = checksum(draft.published)
    try:
        written = read_checksum(cursor, generation.number)
        found = checksum(read_relations(cursor, generation.number))
    except duckdb.CatalogException:
        written = found = None
    if not written == found == expected:
        raise WarehouseDamaged(
            f"generation {generation.number} was not published: "
            "the warehouse does not hold what was just committed",
            fix="run again; what was published before is still there",
        )
    step("checkpoint", cursor)
    try:
        cursor.execute("checkpoint")
    except duckdb.TransactionException:
        # Readers can keep the log from being folded into the file: what is committed stays so.
        return generation
    except duckdb.Error as error:
        notice = f"published, but the log could not be folded into the file: {meaning(error)}"
        return replace(generation, notices=(*generation.notices, notice))
    return generation
