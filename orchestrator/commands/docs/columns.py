"""What each column of the project is made of: columns of the nodes that its model reads."""

from collections.abc import Callable, Mapping
from functools import partial

from orchestrator.commands.docs.kept_origins import KeptOrigins, Told
from orchestrator.engines.boundary import Catalogue
from orchestrator.lineage.door import HOW_TO_INSTALL, Columns, origin_reader
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, Source
from orchestrator.site.values import ColumnOrigins
from orchestrator.state.distributions import version_of
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
    kept = KeptOrigins(workspace, f"{version_of('sqlglot')} {workspace.target.engine}")
    found: dict[str, Told] = {}
    unread: list[str] = []
    for name, select in sql.items():
        of = repr((select, _columns_around(workspace, catalogue, name)))
        told = kept.of(of, partial(_told, read, select))
        if told is None:
            unread.append(workspace.project.nodes[name].name)
        elif told:
            found[name] = told
    kept.write()
    if not unread:
        return found, ()
    return found, (f"what the columns of {', '.join(unread)} are made of cannot be followed",)


def _told(read: ReadMadeOf, select: str) -> Told | None:
    origins = read(select)
    return None if origins is None else {column: of for column, of in origins.items() if of}


def _columns_around(
    workspace: Workspace, catalogue: Catalogue, name: str
) -> list[tuple[str, Columns]]:
    """The columns of a model and of what it reads, also through what is written into it.

    Those of sources are not asked for: where they matter, the model's own are others too.
    """
    nodes = workspace.project.nodes
    waiting, seen = [name], {name: None}
    while waiting:
        for parent in nodes[waiting.pop()].depends_on:
            if parent not in seen:
                seen[parent] = None
                waiting += [parent] if nodes[parent].is_ephemeral else []
    published = catalogue.published
    return [(each, published[each].columns if each in published else ()) for each in seen]


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
