"""Which columns each column of the project is made from, among the nodes that its model reads."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from orchestrator.artifacts.catalog import InWarehouse
from orchestrator.commands.docs.kept_origins import KeptOrigins
from orchestrator.engines.boundary import Catalogue
from orchestrator.lineage.door import HOW_TO_INSTALL, Columns, origin_reader
from orchestrator.names import RelationName
from orchestrator.nodes import BuiltNode, Comments, Source
from orchestrator.plan.relations import is_there
from orchestrator.site.values import ColumnPairs, NodeOrigins
from orchestrator.state.distributions import version_of
from orchestrator.warehouse import Warehouse, unless_refused
from orchestrator.workspace.value import Workspace

_WAY = 2
"""Version of the tracing: origins that an older version recorded are traced again."""

KnownColumns = Mapping[RelationName, Columns]
ReadMadeOf = Callable[[str], NodeOrigins | None]


def column_origins(
    workspace: Workspace, catalogue: Catalogue, known: KnownColumns, sql: Mapping[str, str]
) -> tuple[Mapping[str, NodeOrigins] | None, tuple[str, ...]]:
    """Return what each model's columns are made from, and why some are unknown.

    The mapping is None without sqlglot. `sql` is the compiled SQL of models, on published names.
    """
    read = made_of_reader(workspace, catalogue, known)
    if read is None:
        return None, (f"column lineage needs sqlglot: {HOW_TO_INSTALL}",)
    kept = KeptOrigins(workspace, f"{_WAY} {version_of('sqlglot')} {workspace.target.engine}")
    found: dict[str, NodeOrigins] = {}
    unread: list[str] = []
    for name, select in sql.items():
        of = repr((select, _columns_around(workspace, known, name)))
        origins = kept.of(of, partial(_origins, read, select))
        if origins is None:
            unread.append(workspace.project.nodes[name].name)
        else:
            found[name] = origins
    kept.write()
    if not unread:
        return found, ()
    return found, (f"the column lineage of {', '.join(unread)} cannot be determined",)


def _origins(read: ReadMadeOf, select: str) -> NodeOrigins | None:
    origins = read(select)
    if origins is None:
        return None
    derived = {column: of for column, of in origins.columns.items() if of}
    return NodeOrigins(derived, origins.choosing)


def _columns_around(
    workspace: Workspace, known: KnownColumns, name: str
) -> list[tuple[str, Columns]]:
    """Return the columns of a model and of what it reads, also through ephemeral models."""
    nodes = workspace.project.nodes
    waiting, seen = [name], {name: None}
    while waiting:
        for parent in nodes[waiting.pop()].depends_on:
            if parent not in seen:
                seen[parent] = None
                waiting += [parent] if nodes[parent].is_ephemeral else []
    relations = ((each, nodes[each]) for each in seen)
    return [
        (each, known.get(node.relation, ()))
        for each, node in relations
        if isinstance(node, BuiltNode | Source)
    ]


def made_of_reader(
    workspace: Workspace, catalogue: Catalogue, known: KnownColumns
) -> ReadMadeOf | None:
    """Return a function that finds what columns of a SELECT on published names are made from.

    It returns None for what it cannot trace. There is no function if sqlglot is not installed.
    """
    nodes = _named(workspace, catalogue)
    files = _files(workspace)
    read = origin_reader(known.items(), workspace.target.engine)
    if read is None:
        return None

    def on_nodes(of: Iterable[tuple[RelationName, str]]) -> ColumnPairs:
        return tuple((nodes[relation], column) for relation, column in of)

    def made_of(select: str) -> NodeOrigins | None:
        for file, relation in files.items():
            select = select.replace(file, relation)
        origins = read(select)
        if origins is None:
            return None
        by_column = {column: on_nodes(of) for column, of in origins.columns.items()}
        return NodeOrigins(by_column, on_nodes(origins.choosing))

    return made_of


def _named(workspace: Workspace, catalogue: Catalogue) -> dict[RelationName, str]:
    """Return the node of each relation; if a seed fills a source's table, the source."""
    published = {each.relation: name for name, each in catalogue.published.items()}
    return published | {
        node.relation: node.unique_id
        for node in workspace.project.nodes.values()
        if isinstance(node, Source)
    }


def _files(workspace: Workspace) -> dict[str, str]:
    """Return how SQL reads each source that is a file, and the name used to trace its columns."""
    dialect = workspace.dialect
    return {
        dialect.file(node.location): dialect.relation(node.relation)
        for node in workspace.project.nodes.values()
        if isinstance(node, Source) and node.location is not None
    }


def known_columns(workspace: Workspace, catalogue: Catalogue, warehouse: Warehouse) -> KnownColumns:
    """Return the columns of published relations and of sources."""
    found: dict[RelationName, Columns] = {}
    for node in workspace.project.nodes.values():
        published = catalogue.published.get(node.unique_id)
        if isinstance(node, BuiltNode) and published is not None:
            found[published.relation] = published.columns
    for node in workspace.project.nodes.values():
        if isinstance(node, Source) and node.relation not in found:
            found[node.relation] = _columns_of(node, warehouse)
    return found


def in_warehouse(
    workspace: Workspace,
    catalogue: Catalogue,
    columns: KnownColumns,
    comments: Mapping[RelationName, Comments],
) -> InWarehouse:
    """Return what catalog.json says of relations; `comments` are by case-folded name.

    A table that seg publishes counts as a table, though people read it through a view.
    """
    folded = workspace.dialect.folded
    published = {folded(each.relation): each.kind for each in catalogue.published.values()}
    is_view = is_there(catalogue, "view")
    views, found = set(), {}
    for relation in columns:
        name = folded(relation)
        if published[name] == "view" if name in published else is_view(relation):
            views.add(relation)
        if name in comments:
            found[relation] = comments[name]
    return InWarehouse(columns=columns, views=views, comments=found)


def _columns_of(source: Source, warehouse: Warehouse) -> Columns:
    """Return the columns of a source; empty if it is missing or remote."""
    if source.location is not None and "://" in source.location:
        return ()
    location = source.location
    rows = warehouse.name(source.relation) if location is None else warehouse.dialect.file(location)
    return unless_refused(lambda: warehouse.session.describe(f"select * from {rows}")) or ()
