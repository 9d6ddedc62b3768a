"""Publishing: every name that people read switches to its new version in one transaction."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

import duckdb

from orchestrator.engines.boundary import Change, Existing, Generation, PublishedRelation
from orchestrator.engines.duckdb.deltas import apply_delta
from orchestrator.engines.duckdb.inventory import (
    Inventory,
    columns_of,
    count_rows,
    read_inventory,
)
from orchestrator.engines.duckdb.manifest import (
    AppliedDelta,
    Published,
    checksum,
    create_manifest,
    read_checksum,
    read_generations,
    read_relations,
    write_generation,
)
from orchestrator.engines.duckdb.refusals import cleaned, meaning
from orchestrator.engines.duckdb.spelling import folded, quote, spelled, spelled_schema
from orchestrator.errors import StatementError, WarehouseDamaged
from orchestrator.names import RelationName

STAGES = ("begin", "deltas", "names", "manifest", "commit", "read back", "checkpoint")


def step(name: str, cursor: duckdb.DuckDBPyConnection) -> None:
    """Called as each of STAGES begins; does nothing. Tests put faults here."""


@dataclass(slots=True)
class Draft:
    """A generation while it is being made; `published` is the state that it will leave."""

    number: int
    inventory: Inventory
    before: Published
    published: Published
    changed: dict[str, PublishedRelation] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    deltas: list[AppliedDelta] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def put(self, row: PublishedRelation) -> None:
        """Let the generation publish `row`."""
        self.changed[row.unique_id] = row
        self.published[row.unique_id] = row

    def drop(self, unique_id: str) -> None:
        """Let the generation no longer publish a node."""
        self.gone.append(unique_id)
        del self.published[unique_id]


def publish_changes(
    cursor: duckdb.DuckDBPyConnection, changes: Sequence[Change], run_id: str, at: datetime
) -> Generation:
    """Publish in one transaction what a run built; the order is parents first."""
    with transaction(cursor):
        draft = begin_draft(cursor)
        step("deltas", cursor)
        for change in changes:
            if change.delta is not None:
                with naming(change.relation):
                    draft.deltas.append(
                        apply_delta(cursor, change, change.delta, draft.number, draft.inventory)
                    )
        step("names", cursor)
        rows = _rows(cursor, changes, draft.before)
        create_schemas(cursor, rows)
        for row in rows:
            with naming(row.relation):
                switch_name(cursor, row, draft)
            draft.put(row)
        drop_left_names(cursor, draft)
        _look_after_other_views(cursor, draft)
        for change in changes:
            if change.kind == "view":
                cursor.execute(f"drop view if exists {spelled(change.version)}")
        generation = Generation(draft.number, run_id, at, len(changes), tuple(draft.notices))
        seal(cursor, draft, generation)
    return verify(cursor, draft, generation)


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


@contextmanager
def naming(relation: RelationName) -> Iterator[None]:
    """Say which relation a refused statement was about."""
    try:
        yield
    except duckdb.Error as error:
        refused = meaning(error)
        if not isinstance(refused, StatementError) or refused.cancelled:
            raise refused from error
        what = f"publishing {relation}: {refused.message}"
        raise StatementError(what, retry=refused.retry) from error


def begin_draft(cursor: duckdb.DuckDBPyConnection) -> Draft:
    """The next generation, still equal to the current one."""
    create_manifest(cursor)
    generations = read_generations(cursor)
    before = read_relations(cursor)
    number = generations[0].number + 1 if generations else 1
    return Draft(number, read_inventory(cursor), before, dict(before))


def _rows(
    cursor: duckdb.DuckDBPyConnection, changes: Sequence[Change], before: Published
) -> list[PublishedRelation]:
    """The manifest rows of the changes; columns that the run did not look up are looked up."""
    counts = count_rows(cursor, [change.version for change in changes if change.kind == "table"])
    rows = []
    for change in changes:
        is_table = change.kind == "table"
        columns = change.columns
        if not columns:
            with naming(change.relation):
                columns = columns_of(cursor, change.version) if is_table else ()
        rows.append(
            PublishedRelation(
                unique_id=change.unique_id,
                relation=change.relation,
                kind=change.kind,
                version=change.version if is_table else None,
                definition=change.definition,
                fingerprint=change.fingerprint,
                columns=columns,
                row_count=counts.get(change.version),
            )
        )
    return rows


def create_schemas(cursor: duckdb.DuckDBPyConnection, rows: Sequence[PublishedRelation]) -> None:
    """Create the schemas of published names that are missing."""
    for schema in sorted({spelled_schema(row.relation) for row in rows}):
        cursor.execute(f"create schema if not exists {schema}")


def switch_name(cursor: duckdb.DuckDBPyConnection, row: PublishedRelation, draft: Draft) -> None:
    """Let the name that people read show `row`; an unchanged view stays as it is."""
    standing = draft.inventory.get(folded(row.relation))
    before = draft.before.get(row.unique_id)
    if standing is not None and standing.kind == "table":
        draft.notices.append(_set_aside(cursor, standing, draft.inventory))
        standing = None
    elif (
        standing is not None
        and before is not None
        and (before.relation, before.definition) == (row.relation, row.definition)
    ):
        return
    replacing = "or replace " if standing is not None else ""
    definition = row.definition.removeprefix("\ufeff")
    cursor.execute(f"create {replacing}view {spelled(row.relation)} as\n{definition}\n")


def drop_left_names(cursor: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Drop names that nodes have left, and end nodes whose name another node has taken.

    A table under a name that was left is not seg's, and stays.
    """
    taken = {folded(row.relation) for row in draft.changed.values()}
    for unique_id, row in draft.before.items():
        if unique_id not in draft.changed and folded(row.relation) in taken:
            draft.drop(unique_id)
    held = {folded(row.relation) for row in draft.published.values()}
    for row in draft.before.values():
        standing = draft.inventory.get(folded(row.relation))
        if standing is not None and standing.kind == "view" and folded(row.relation) not in held:
            cursor.execute(f"drop view {spelled(row.relation)}")


def _set_aside(cursor: duckdb.DuckDBPyConnection, standing: Existing, inventory: Inventory) -> str:
    """Rename a table that seg did not make, so that nobody's rows are lost; what was done."""
    table = standing.relation
    kept = replace(table, identifier=f"{table.identifier}__before_seg")
    number = 2
    while folded(kept) in inventory:
        kept = replace(table, identifier=f"{table.identifier}__before_seg_{number}")
        number += 1
    cursor.execute(f"alter table {spelled(table)} rename to {quote(kept.identifier)}")
    return f"{table} was a table that seg did not make: it is kept as {kept}"


def _look_after_other_views(cursor: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Views that are not in this run read what changed: note their columns, name the broken.

    The engine binds a view whenever it is read, so none has to be created again.
    """
    if not any(
        _columns_differ(draft.before.get(row.unique_id), row) for row in draft.changed.values()
    ):
        return
    for row in draft.before.values():
        if row.kind != "view" or draft.published.get(row.unique_id) is not row:
            continue
        problem = binding_problem(cursor, f"select * from {spelled(row.relation)}")
        if problem is not None:
            draft.notices.append(f"{row.relation} can no longer be read: {problem}")
            continue
        columns = columns_of(cursor, row.relation)
        if columns != row.columns:
            draft.put(replace(row, columns=columns))


def _columns_differ(before: PublishedRelation | None, after: PublishedRelation) -> bool:
    return before is not None and (before.columns, before.relation) != (
        after.columns,
        after.relation,
    )


def binding_problem(cursor: duckdb.DuckDBPyConnection, select: str) -> str | None:
    """Why a SELECT cannot be bound, asked in a way that does not abort the transaction."""
    row = cursor.execute("select json_serialize_plan($1)", [select]).fetchone()
    answer = json.loads(row[0]) if row else {}
    if answer.get("error") and answer.get("error_type") in ("binder", "catalog", "parser"):
        return cleaned(answer["error_message"])
    return None


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
    # Readers can keep the log from being folded into the file: what is committed stays so.
    with suppress(duckdb.TransactionException):
        cursor.execute("checkpoint")
    return generation
