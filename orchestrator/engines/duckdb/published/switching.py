"""Switches names to their new versions, within the publishing transaction."""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import columns_of
from orchestrator.engines.duckdb.refusals import cleaned, meaning
from orchestrator.engines.duckdb.spelling import quote, spelled, spelled_schema
from orchestrator.errors import StatementError, UsageError
from orchestrator.generations.draft import Draft, Switch, dependent_views
from orchestrator.generations.values import PublishedRelation
from orchestrator.names import RelationName


@contextmanager
def naming(relation: RelationName, doing: str = "publishing") -> Iterator[None]:
    """Add to a statement's error which relation it was about."""
    try:
        yield
    except duckdb.Error as error:
        refused = meaning(error)
        if not isinstance(refused, StatementError) or refused.cancelled:
            raise refused from error
        _require_no_cycle(relation, refused.message)
        what = f"{doing} {relation}: {refused.message}"
        raise StatementError(what, retry=refused.retry) from error


def create_schemas(cursor: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Create the missing schemas of published names."""
    for relation in draft.schemas:
        with naming(relation):
            cursor.execute(f"create schema if not exists {spelled_schema(relation)}")


def switch_name(cursor: duckdb.DuckDBPyConnection, switch: Switch) -> None:
    """Let the published name show its row."""
    if switch.is_unchanged:
        return
    name = spelled(switch.row.relation)
    with naming(switch.row.relation):
        if switch.set_aside is not None:
            aside = quote(switch.set_aside.identifier)
            cursor.execute(f"alter table {name} rename to {aside}")
        replacing = "or replace " if switch.replaces else ""
        definition = switch.row.definition.removeprefix("\ufeff")
        cursor.execute(f"create {replacing}view {name} as\n{definition}\n")
    is_in_place = switch.replaces or switch.set_aside is not None
    if is_in_place and switch.row.kind == "view":
        # The view was bound before it replaced the name, which its inputs may read.
        _require_no_cycle(switch.row.relation, _reading_problem(cursor, switch.row) or "")


def _require_no_cycle(relation: RelationName, problem: str) -> None:
    """Raise StatementError if a view reads itself, through other views."""
    if "infinite recursion" in problem:
        raise StatementError(
            f"publishing {relation}: views would depend on each other in a cycle, as when two "
            "targets are cloned from each other. Build the relations in one of the two targets, "
            "and let the other read them"
        )


def switch_in_order_of_binding(
    cursor: duckdb.DuckDBPyConnection, switches: Iterable[Switch]
) -> None:
    """Switch names in an order in which each view can be bound; views of tables always can."""
    pending = sorted(switches, key=lambda switch: switch.row.kind)
    while pending:
        waiting, problem = [], ""
        for switch in pending:
            row = switch.row
            problem_now = binding_problem(cursor, row.definition) if row.kind == "view" else None
            if problem_now is None:
                switch_name(cursor, switch)
            else:
                waiting.append(switch)
                problem = problem_now
        if len(waiting) == len(pending):
            raise StatementError(f"publishing {waiting[-1].row.relation}: {problem}")
        pending = waiting


def drop_left_names(cursor: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Drop the views that no node has any more."""
    for relation in draft.left:
        cursor.execute(f"drop view {spelled(relation)}")


def views_that_bind(
    cursor: duckdb.DuckDBPyConnection, draft: Draft
) -> tuple[PublishedRelation, ...]:
    """Return the views that stay published and can be read now."""
    return tuple(
        row
        for row in draft.published.values()
        if row.kind == "view" and _reading_problem(cursor, row) is None
    )


def require_readable(cursor: duckdb.DuckDBPyConnection, views: Iterable[PublishedRelation]) -> None:
    """Raise UsageError for a view that can no longer be read because its input was dropped."""
    for row in views:
        problem = _reading_problem(cursor, row)
        if problem is not None:
            raise UsageError(
                f"{row.relation}, as published, reads a relation that would be dropped: "
                f"{problem.splitlines()[0]}",
                fix=f"build the model behind {row.relation} first, or remove it as well",
            )


def _reading_problem(cursor: duckdb.DuckDBPyConnection, row: PublishedRelation) -> str | None:
    return binding_problem(cursor, f"select * from {spelled(row.relation)}")


def refresh_dependent_views(
    cursor: duckdb.DuckDBPyConnection, draft: Draft, replaced: Collection[str] = ()
) -> Draft:
    """Return the draft with new columns for views of what changed, and notices on broken views.

    The engine binds a view on every read, so none has to be recreated. Views that somebody
    `replaced` do not belong to seg.
    """
    changed, notices = [], []
    for row in dependent_views(draft):
        if row.unique_id in replaced:
            continue
        problem = _reading_problem(cursor, row)
        if problem is not None:
            notices.append(f"{row.relation} can no longer be read: {problem}")
            continue
        columns = columns_of(cursor, row.relation)
        if columns != row.columns:
            changed.append(replace(row, columns=columns))
    return replace(
        draft,
        changed=(*draft.changed, *changed),
        notices=(*draft.notices, *notices),
    )


def binding_problem(cursor: duckdb.DuckDBPyConnection, select: str) -> str | None:
    """Return why a SELECT cannot be bound, checked without aborting the transaction."""
    row = cursor.execute("select json_serialize_plan($1)", [select]).fetchone()
    answer = json.loads(row[0]) if row else {}
    if answer.get("error") and answer.get("error_type") in ("binder", "catalog", "parser"):
        return cleaned(answer["error_message"])
    return None
