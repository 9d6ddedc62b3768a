"""Reads a node's published rows, or a query's answer, as rows, DataFrame or Arrow table."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from orchestrator.commands.inline import LocatedSelect
from orchestrator.compiler.sql import Origin
from orchestrator.engines.boundary import Session
from orchestrator.errors import StatementError, UsageError
from orchestrator.names import did_you_mean
from orchestrator.nodes import BuiltNode, Model, RelationNode, Seed, Source
from orchestrator.plan.relations import Relations
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import (
    not_built,
    opened_to_read,
    read_catalogue,
    require_warehouse,
)

T = TypeVar("T")


def published_query(workspace: Workspace, name: str) -> LocatedSelect:
    """Return the query for a published model, seed or source; raises UsageError if not published.

    Names are as in `ref` and `source`: `orders`, `shop.orders`, `raw.orders`; or unique ids.
    """
    require_warehouse(workspace)
    node = _named(workspace, name)
    if isinstance(node, BuiltNode):
        catalogue = read_catalogue(workspace, is_copy_enough=True)
        if node.unique_id not in catalogue.published:
            raise not_built(name, catalogue)
    relation = Relations(workspace.project, workspace.dialect, {}).published(node.unique_id)
    return LocatedSelect(f"select * from {relation}", Origin(node.place))


def read(workspace: Workspace, query: LocatedSelect, get: Callable[[Session, str], T]) -> T:
    """Return what `get` makes of the query's SELECT on the warehouse.

    Raises StatementError with the line that the user wrote.
    """
    require_warehouse(workspace)
    with opened_to_read(workspace) as engine:
        session = engine.session()
        try:
            return interruptible(engine, partial(get, session, query.select))
        except StatementError as error:
            raise query.at_the_users_line(error) from error
        finally:
            session.close()


def as_frame(session: Session, select: str) -> Any:
    """Return the rows as a pandas DataFrame."""
    return session.frame(select)


def as_arrow(session: Session, select: str) -> Any:
    """Return the rows as a pyarrow Table."""
    return session.arrow(select)


def _named(workspace: Workspace, name: str) -> RelationNode:
    names: dict[str, RelationNode] = {}
    for node in workspace.project.nodes.values():
        found: tuple[str, ...]
        match node:
            case Model() | Seed():
                found = (node.unique_id, f"{node.package}.{node.name}", node.name)
            case Source():
                found = (node.unique_id, f"{node.source_name}.{node.name}")
            case _:
                continue
        # The root project takes precedence over its packages, as in `ref`.
        for each in found:
            if each not in names or node.package == workspace.project.name:
                names[each] = node
    if name not in names:
        raise UsageError(
            f"no model, seed or source '{name}'",
            fix=did_you_mean(name, names) or "'seg ls' lists the nodes",
        )
    return names[name]
