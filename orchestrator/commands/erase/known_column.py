"""The columns that can identify a person, in seg's tables, declared sources and seeds."""

from collections.abc import Iterator

from orchestrator.engines.boundary import Catalogue
from orchestrator.errors import StatementError, UsageError
from orchestrator.names import did_you_mean
from orchestrator.nodes import Seed, Source
from orchestrator.people.ledger import TEXT, Ledger
from orchestrator.plan.relations import Relations
from orchestrator.warehouse import Warehouse
from orchestrator.workspace.value import Workspace


def require_known_column(
    workspace: Workspace, warehouse: Warehouse, catalogue: Catalogue, ledger: Ledger, column: str
) -> None:
    """Raise UsageError if nothing has such a column: nobody could be found by it."""
    known = set()
    for name in _columns(workspace, warehouse, catalogue, ledger):
        if name.casefold() == column.casefold():
            return
        known.add(name)
    raise UsageError(
        f"no table, source or seed has a column '{column}': nothing was erased",
        fix=did_you_mean(column, known) or "pass the column with the person's key, --column",
    )


def _columns(
    workspace: Workspace, warehouse: Warehouse, catalogue: Catalogue, ledger: Ledger
) -> Iterator[str]:
    """Yield candidate columns: known ones first, then those that need a query."""
    for published in catalogue.published.values():
        yield from (name for name, _ in published.columns)
    outside = [node for node in workspace.project.nodes.values() if isinstance(node, Source | Seed)]
    for node in outside:
        yield from (column.name for column in node.columns)
    names = warehouse.texts(
        f"select distinct column_name from {warehouse.name(ledger.erasures)} "
        f"where column_name <> {warehouse.literal(TEXT)} order by column_name"
    )
    # A name with a dot is not a key (see foreign_key_column).
    yield from (name for name in names if "." not in name)
    relations = Relations(workspace.project, warehouse.dialect, {})
    for node in outside:
        if isinstance(node, Seed):
            yield from _columns_of(
                warehouse, warehouse.dialect.file(str(workspace.project.file_of(node)))
            )
        else:
            yield from _columns_of(warehouse, relations.published(node.unique_id))
    for version in sorted(catalogue.versions, key=str):
        yield from _columns_of(warehouse, warehouse.name(version))


def _columns_of(warehouse: Warehouse, relation: str) -> Iterator[str]:
    """Yield the columns of a relation; none if it is missing or cannot be read."""
    try:
        yield from (name for name, _ in warehouse.session.describe(f"select * from {relation}"))
    except StatementError as error:
        if error.cancelled:
            raise
