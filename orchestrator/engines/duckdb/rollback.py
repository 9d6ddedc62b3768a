"""Rolling back: an earlier generation is published again, as a new one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from orchestrator.engines.boundary import Generation, PublishedRelation
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.deltas import before_deltas
from orchestrator.engines.duckdb.inventory import count_rows
from orchestrator.engines.duckdb.manifest import (
    AppliedDelta,
    has_manifest,
    read_deltas,
    read_generations,
    read_relations,
)
from orchestrator.engines.duckdb.publishing import begin_draft, seal, step, transaction, verify
from orchestrator.engines.duckdb.spelling import spelled
from orchestrator.engines.duckdb.switching import (
    Draft,
    binding_problem,
    create_schemas,
    drop_left_names,
    naming,
    switch_name,
)
from orchestrator.errors import StatementError, UsageError, WarehouseDamaged
from orchestrator.names import RelationName


def roll_back(
    cursor: duckdb.DuckDBPyConnection,
    target: int,
    run_id: str,
    at: datetime,
    next_version: int,
    before_commit: Callable[[], None],
) -> Generation:
    """Publish generation `target` again; relations that it did not have are taken away."""
    _require_reachable(cursor, target)
    with transaction(cursor):
        draft = begin_draft(cursor)
        wanted = read_relations(cursor, target)
        step("deltas", cursor)
        deltas = [delta for delta in read_deltas(cursor) if delta.generation > target]
        changed = []
        for unique_id, row in wanted.items():
            later = [delta for delta in deltas if delta.version == row.version]
            if later:
                changed.append(_without_deltas(cursor, row, later, next_version))
            elif row != draft.before.get(unique_id):
                changed.append(row)
        step("names", cursor)
        for unique_id in draft.before.keys() - wanted.keys():
            draft.drop(unique_id)
        create_schemas(cursor, changed)
        _switch(cursor, changed, draft)
        drop_left_names(cursor, draft)
        relations = len(changed) + len(draft.gone)
        generation = Generation(draft.number, run_id, at, relations, tuple(draft.notices))
        seal(cursor, draft, generation)
        before_commit()
    return verify(cursor, draft, generation)


def _require_reachable(cursor: duckdb.DuckDBPyConnection, target: int) -> None:
    generations = read_generations(cursor) if has_manifest(cursor) else ()
    numbers = [generation.number for generation in generations]
    if target in numbers:
        return
    shown = ", ".join(str(number) for number in numbers)
    raise UsageError(
        f"no generation {target} to roll back to",
        fix=f"generations that are kept: {shown}" if numbers else "nothing was published yet",
    )


def _without_deltas(
    cursor: duckdb.DuckDBPyConnection,
    row: PublishedRelation,
    deltas: Sequence[AppliedDelta],
    next_version: int,
) -> PublishedRelation:
    """A new version with the rows that the old one had before `deltas`, counted."""
    assert row.version is not None
    version = RelationName(row.version.schema, f"{row.relation}@{next_version}")
    select = before_deltas(cursor, row.version, [name for name, _ in row.columns], deltas)
    cursor.execute(f"create table {spelled(version)} as {select}")
    found = count_rows(cursor, [version])[version]
    if found != row.row_count:
        raise WarehouseDamaged(
            f"{row.relation}: taking back {len(deltas)} deltas gave {found} rows, "
            f"{row.row_count} were published",
            fix="build it afresh: seg build --full-refresh",
        )
    definition = row.definition.replace(spelled(row.version), spelled(version))
    return replace(row, version=version, definition=definition)


def _switch(
    cursor: duckdb.DuckDBPyConnection, rows: Sequence[PublishedRelation], draft: Draft
) -> None:
    """Switch names in an order in which each view can be bound; tables' views always can."""
    pending = sorted(rows, key=lambda row: row.kind)
    while pending:
        waiting, problem = [], ""
        for row in pending:
            problem_now = binding_problem(cursor, row.definition) if row.kind == "view" else None
            if problem_now is not None:
                waiting.append(row)
                problem = problem_now
                continue
            with naming(row.relation):
                switch_name(cursor, row, draft)
            draft.put(row)
        if len(waiting) == len(pending):
            raise StatementError(f"publishing {waiting[-1].relation}: {problem}")
        pending = waiting
