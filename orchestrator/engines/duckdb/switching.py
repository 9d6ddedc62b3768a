"""Letting names show their new versions, within the transaction that publishes."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from orchestrator.engines.boundary import Existing, PublishedRelation
from orchestrator.engines.duckdb.client import duckdb
from orchestrator.engines.duckdb.inventory import Inventory, columns_of
from orchestrator.engines.duckdb.manifest import AppliedDelta, Published
from orchestrator.engines.duckdb.refusals import cleaned, meaning
from orchestrator.engines.duckdb.spelling import folded, quote, spelled, spelled_schema
from orchestrator.errors import StatementError
from orchestrator.names import RelationName


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


def create_schemas(cursor: duckdb.DuckDBPyConnection, rows: Sequence[PublishedRelation]) -> None:
    """Create the schemas of published names that are missing."""
    first_of = {spelled_schema(row.relation): row.relation for row in reversed(rows)}
    for schema, relation in sorted(first_of.items()):
        with naming(relation):
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


def refresh_dependent_views(cursor: duckdb.DuckDBPyConnection, draft: Draft) -> None:
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
