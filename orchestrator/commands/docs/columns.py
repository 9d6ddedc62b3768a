"""What each column of the project is made of: columns of the nodes that its model reads."""

from collections.abc import Callable, Mapping

from orchestrator.engines.boundary import Catalogue
from orchestrator.lineage.door import HOW_TO_INSTALL, Columns, origin_reader
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, Source
from orchestrator.site.values import ColumnOrigins
from orchestrator.warehouse import Warehouse, unless_refused
from orchestrator.workspace.value import Workspace

ReadMadeOf = Callable[[str], Mapping[str, tuple[tuple[str, str], ...]] | None]


def column_origins(
    workspace: Workspace, catalogue: Catalogue, warehouse: Warehouse, sql: Mapping[str, str]
) -> tuple[ColumnOrigins, tuple[str, ...]]:
    """By node and column, the (node, column) pairs it is made of; why some are not told.

    `sql` is the compiled SQL of models, on published names.
    """
    read = made_of_reader(workspace, catalogue, warehouse)
    if read is None:
        return {}, (f"what columns are made of needs sqlglot: {HOW_TO_INSTALL}",)
    found: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {}
    unread: list[str] = []
    for name, select in sql.items():
        origins = read(select)
        if origins is None:
            unread.append(workspace.project.nodes[name].name)
            continue
        told = {column: of for column, of in origins.items() if of}
        if told:
            found[name] = told
    if not unread:
        return found, ()
    return found, (f"what the columns of {', '.join(unread)} are made of cannot be followed",)


def made_of_reader(
    workspace: Workspace, catalogue: Catalogue, warehouse: Warehouse
) -> ReadMadeOf | None:
    """Reads by column of a SELECT on published names the (node, column) pairs that it is made of.

    What it cannot follow is None; there is no reader where sqlglot is not installed.
    """
    nodes = _named(workspace, catalogue)
    known = _known(workspace, catalogue, warehouse)
    read = origin_reader(known.items(), workspace.target.engine)
    if read is None:
        return None

    def made_of(select: str) -> Mapping[str, tuple[tuple[str, str], ...]] | None:
        origins = read(select)
        if origins is None:
            return None
        return {
            column: tuple((nodes[relation], origin) for relation, origin in of)
            for column, of in origins.items()
        }

    return made_of


def _named(workspace: Workspace, catalogue: Catalogue) -> dict[RelationName, str]:
    """The node of each relation; where a seed fills a source's table, the source."""
    published = {each.relation: name for name, each in catalogue.published.items()}
    return published | {
        node.relation: node.unique_id
        for node in workspace.project.nodes.values()
        if isinstance(node, Source)
    }


def _known(
    workspace: Workspace, catalogue: Catalogue, warehouse: Warehouse
) -> dict[RelationName, Columns]:
    found: dict[RelationName, Columns] = {}
    for node in workspace.project.nodes.values():
        published = catalogue.published.get(node.unique_id)
        if isinstance(node, BuiltNode) and published is not None:
            found[published.relation] = published.columns
    for node in workspace.project.nodes.values():
        if isinstance(node, Source) and node.location is None and node.relation not in found:
            select = f"select * from {warehouse.name(node.relation)}"
            found[node.relation] = unless_refused(lambda: warehouse.session.describe(select)) or ()  # noqa: B023
    return found
