"""Publishing: all published names switch to their new versions in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.database.opening import is_lock
from orchestrator.engines.duckdb.inventory import columns_of_all, count_rows, read_inventory
from orchestrator.engines.duckdb.published.comments import write_comments
from orchestrator.engines.duckdb.published.deltas import add_columns, apply_delta
from orchestrator.engines.duckdb.published.facts import forget_facts
from orchestrator.engines.duckdb.published.manifest import (
    COMPLETE,
    create_manifest,
    newest_number,
    read_checksum,
    read_relations,
    read_taken,
    write_generation,
    write_notes,
)
from orchestrator.engines.duckdb.published.segment_events import Fetch, write_events
from orchestrator.engines.duckdb.published.switching import (
    create_schemas,
    drop_left_names,
    naming,
    refresh_dependent_views,
    require_readable,
    switch_name,
    views_that_bind,
)
from orchestrator.engines.duckdb.published.views import replaced_by_somebody, shown_by
from orchestrator.engines.duckdb.refusals import meaning
from orchestrator.engines.duckdb.spelling import folded, spelled
from orchestrator.errors import EnvironmentFault, SegError, WarehouseDamaged
from orchestrator.generations.draft import Draft, State, draft_generation, row_of, with_columns
from orchestrator.generations.events import NOBODY, Following, family_changes, with_families
from orchestrator.generations.records import checksum
from orchestrator.generations.values import AppliedDelta, Change, Generation, Notes

STAGES = ("begin", "deltas", "names", "events", "manifest", "commit", "read back", "checkpoint")


def step(name: str, cursor: duckdb.DuckDBPyConnection) -> None:
    """Called when each of STAGES begins; does nothing. Tests inject faults here."""


def publish_changes(
    cursor: duckdb.DuckDBPyConnection,
    changes: Sequence[Change],
    run_id: str,
    at: datetime,
    notes: Sequence[Notes],
    target: str,
    before_commit: Callable[[], None],
    gone: Sequence[str] = (),
    following: Following = NOBODY,
    fetch: Fetch | None = None,
) -> Generation:
    """Publish in one transaction what a run built; `changes` are ordered parents first.

    The nodes `gone` are unpublished; raises UsageError if a published view reads one of them. Who
    enters and leaves segments of the families in `following` is recorded in the same transaction.
    `target` is the schema that identifies the target. `before_commit` is called at the point of no
    return.
    """
    with transaction(cursor):
        state = read_state(cursor, target)
        step("deltas", cursor)
        deltas = list(_apply_deltas(cursor, changes, state))
        forget_facts(cursor, state.inventory, (delta.version for delta in deltas))
        step("names", cursor)
        counts = _row_counts(cursor, changes)
        draft = draft_generation(
            state, [row_of(change, counts[change.unique_id]) for change in changes], gone
        )
        create_schemas(cursor, draft)
        for switch in draft.switches:
            switch_name(cursor, switch)
        draft = with_columns(draft, _columns(cursor, draft))
        write_comments(cursor, changes, draft)
        readers = views_that_bind(cursor, draft) if gone else ()
        drop_left_names(cursor, draft)
        require_readable(cursor, readers)
        draft = refresh_dependent_views(cursor, draft, state.replaced)
        for change in changes:
            _settle_preview(cursor, change)
        draft = record_memberships(cursor, draft, state, deltas, following, at, target, fetch=fetch)
        relations = len(changes) + len(gone)
        generation = Generation(draft.number, run_id, at, relations, draft.notices)
        seal(cursor, draft, generation, target, deltas)
        for of_table in notes:
            write_notes(cursor, of_table)
        before_commit()
    return verify(cursor, draft, generation, target)


def _apply_deltas(
    cursor: duckdb.DuckDBPyConnection, changes: Sequence[Change], state: State
) -> Iterator[AppliedDelta]:
    found = [(change, change.delta) for change in changes if change.delta is not None]
    tables = [table for change, delta in found for table in (change.version, delta.rows)]
    columns = columns_of_all(cursor, tables) if tables else {}
    for change, delta in found:
        with naming(change.relation):
            add_columns(cursor, change.version, columns[change.version], columns[delta.rows])
            yield apply_delta(cursor, change, delta, state.number + 1, state.inventory)


def _settle_preview(cursor: duckdb.DuckDBPyConnection, change: Change) -> None:
    """Drop the preview; one that is kept must not show a delta twice, now that it is applied."""
    if change.preview is None:
        return
    preview = spelled(change.preview)
    if not change.keep_preview:
        cursor.execute(f"drop {change.preview_kind} if exists {preview}")
    elif change.delta is not None:
        cursor.execute(f"create or replace view {preview} as from {spelled(change.version)}")


@contextmanager
def transaction(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Make the block atomic: any exception in it, an interrupt too, rolls everything back."""
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


def read_state(cursor: duckdb.DuckDBPyConnection, target: str) -> State:
    """Return the state from which the next generation of a target starts."""
    create_manifest(cursor)
    number, inventory = newest_number(cursor), read_inventory(cursor)
    if not number:
        return State(number=0, published={}, inventory=inventory, fold=folded)
    return State(
        number=number,
        published=read_relations(cursor, target, known=COMPLETE),
        inventory=inventory,
        fold=folded,
        taken={folded(name): owner for name, owner in read_taken(cursor, target, COMPLETE).items()},
        replaced=replaced_by_somebody(cursor, target, COMPLETE),
    )


def _row_counts(
    cursor: duckdb.DuckDBPyConnection, changes: Sequence[Change]
) -> dict[str, int | None]:
    """Return how many rows each change publishes: as reported while building, otherwise counted."""
    unknown = [
        change.version
        for change in changes
        if change.kind == "table" and (change.row_count is None or change.delta is not None)
    ]
    counted = count_rows(cursor, unknown)
    return {change.unique_id: counted.get(change.version, change.row_count) for change in changes}


def _columns(
    cursor: duckdb.DuckDBPyConnection, draft: Draft
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the columns of what changed: those of the version, if the name shows exactly that."""
    unknown = {
        row.unique_id: row.version if row.version and not row.has_stamps else row.relation
        for row in draft.changed
        if not row.columns
    }
    known = columns_of_all(cursor, unknown.values())
    return {unique_id: known[behind] for unique_id, behind in unknown.items()}


def record_memberships(
    cursor: duckdb.DuckDBPyConnection,
    draft: Draft,
    state: State,
    deltas: Sequence[AppliedDelta],
    following: Following,
    at: datetime,
    target: str,
    cause: str | None = None,
    fetch: Fetch | None = None,
) -> Draft:
    """Record who enters and leaves segments; return the draft with the families covered.

    This happens here and not earlier, because it compares what this transaction switches.
    """
    step("events", cursor)
    draft = with_families(draft, following, state.replaced)
    found = tuple(family_changes(draft, deltas, following, cause))
    if found or following.keep_days is not None:
        write_events(cursor, found, draft.number, at, target, following.keep_days, fetch)
    return draft


def seal(
    cursor: duckdb.DuckDBPyConnection,
    draft: Draft,
    generation: Generation,
    target: str,
    deltas: Sequence[AppliedDelta] = (),
) -> None:
    """Write the manifest of the new generation, with the checksum of the resulting state."""
    step("manifest", cursor)
    shown = shown_by(cursor, draft.changed)
    write_generation(cursor, generation, draft, deltas, target, shown)


def verify(
    cursor: duckdb.DuckDBPyConnection, draft: Draft, generation: Generation, target: str
) -> Generation:
    """Read the manifest back: a COMMIT of an aborted transaction reports success."""
    step("read back", cursor)
    expected = checksum(draft.published)
    try:
        written = read_checksum(cursor, generation.number)
        found = checksum(read_relations(cursor, target, generation.number, COMPLETE))
    except duckdb.CatalogException:
        written = found = None
    if not written == found == expected:
        raise WarehouseDamaged(
            f"generation {generation.number} was not published: "
            "the warehouse does not contain what was just committed",
            fix="run again; what was published before is still published",
        )
    return generation


def settle(cursor: duckdb.DuckDBPyConnection) -> None:
    """Merge the write-ahead log into the file; raises EnvironmentFault if that cannot be written.

    Committed data stays committed, and the next writer merges it.
    """
    try:
        step("checkpoint", cursor)
        cursor.execute("checkpoint")
    except (duckdb.TransactionException, duckdb.InterruptException):
        # Readers can prevent the log from being merged, and so can a signal.
        return
    except duckdb.Error as error:
        raise only_in_log(meaning(error)) from error


def commit_unverified(refused: EnvironmentFault, error: duckdb.Error) -> EnvironmentFault:
    """Return the error if a commit broke the database and its log could not be examined."""
    has_other = "another program has locked the warehouse since"
    why = has_other if is_lock(error) else str(error).splitlines()[0]
    return EnvironmentFault(
        f"{refused.what}\n  Whether it is published could not be checked: {why}. The next "
        "command that opens it replays its log.",
        fix=refused.fix,
    )


def only_in_log(refused: SegError) -> EnvironmentFault:
    """Return the error if the log could not be merged; the open database is then unusable.

    The log is as durable as the file, and the next process that opens the database reads both.
    """
    what, fix = str(refused), None
    if isinstance(refused, EnvironmentFault):
        what, fix = refused.what, refused.fix
    return EnvironmentFault(
        "it is published, and safe in the write-ahead log next to the database file "
        f"(.wal); the file itself could not be written: {what}\n"
        "  The next run does what follows publication, and merges the log into the file.",
        fix=None if fix is None else f"{fix}; do not delete the log",
    )
