"""Shows rows of a model, the failing rows of a test, or the answer of a query."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.inline import LocatedSelect, inline_query, query_of
from orchestrator.compiler.sql import Origin
from orchestrator.compiler.stamps import with_stamps
from orchestrator.engines.boundary import Catalogue, Engine, Session
from orchestrator.errors import StatementError, UsageError
from orchestrator.names import RelationName, did_you_mean
from orchestrator.nodes import BuiltNode, RelationNode, Source
from orchestrator.plan.relations import Relations
from orchestrator.results import Rows
from orchestrator.workspace.candidates import candidate_versions
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.earlier.deferring import deferring
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.late_compiling import compiled_on
from orchestrator.workspace.selecting import choose
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.shown_sql import shown_relations, shown_templates
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import (
    has_warehouse,
    not_built,
    opened,
    opened_nowhere,
    opened_to_read,
    require_warehouse,
)

SHOWABLE = ("model", "seed", "snapshot", "source", "test")


class Shown(Struct, frozen=True):
    """The rows of one node, or of the query named `inline`."""

    name: str
    rows: Rows


def show(
    workspace: Workspace,
    selection: Selection,
    *,
    inline: str | None = None,
    limit: int | None = 5,
    columns: Sequence[str] = (),
    is_candidate: bool = False,
) -> Iterator[Shown]:
    """Yield the rows of each selected node, or of the query `inline`; by default all rows.

    `columns` are those to show, in that order; by default all. `is_candidate`: as the last run
    built it, if that was held back.
    """
    with _opened(workspace, is_candidate=is_candidate) as engine:
        catalogue = engine.catalogue()
        workspace = deferring(workspace, (), catalogue)
        versions: Mapping[str, RelationName] = {}
        if is_candidate:
            versions = candidate_versions(workspace, catalogue)
            if not versions:
                raise UsageError("the last run held nothing back", fix="remove --candidate")
        session = engine.session()
        if inline is not None:
            queries = [("inline", inline_query(workspace, inline, versions, session))]
        else:
            queries = _queries(workspace, selection, catalogue, versions, session)
        for name, query in queries:
            try:
                rows = interruptible(engine, partial(session.query, query.select, limit))
            except StatementError as error:
                _require_built(query, workspace, catalogue, session)
                raise query.at_the_users_line(error) from error
            yield Shown(name, _only(rows, columns, name) if columns else rows)
        session.close()


def _opened(workspace: Workspace, *, is_candidate: bool) -> AbstractContextManager[Engine]:
    """Open the database to read; before the first build, what is read may be elsewhere."""
    if workspace.flags.defer and not has_warehouse(workspace):
        return opened_nowhere(workspace)
    require_warehouse(workspace, "to show rows of")
    # What was held back is only in the warehouse.
    return opened(workspace, read_only=True) if is_candidate else opened_to_read(workspace)


def _only(rows: Rows, columns: Sequence[str], name: str) -> Rows:
    """Return the rows with these columns; like DuckDB, names are not case-sensitive."""
    known = {column.casefold(): at for at, column in enumerate(rows.columns)}
    for column in columns:
        if column.casefold() not in known:
            fix = did_you_mean(column, rows.columns) or f"columns: {', '.join(rows.columns)}"
            raise UsageError(f"'{name}' has no column '{column}'", fix)
    places = [known[column.casefold()] for column in columns]
    return Rows(
        tuple(rows.columns[at] for at in places),
        tuple(tuple(row[at] for at in places) for row in rows.values),
        tuple(rows.types[at] for at in places) if rows.types else (),
    )


def _in_copy(workspace: Workspace, catalogue: Catalogue, name: str) -> tuple[str, LocatedSelect]:
    """Return the query for what a copy contains of a node, as its parents may not be in it."""
    node = workspace.project.nodes[name]
    is_file = isinstance(node, Source) and node.location is not None
    if name not in catalogue.published and not is_file:
        raise not_built(node.name, catalogue)
    relation = Relations(workspace.project, workspace.dialect, {}).published(name)
    return node.full_name, LocatedSelect(f"select * from {relation}", Origin(node.place))


def _require_built(
    query: LocatedSelect, workspace: Workspace, catalogue: Catalogue, session: Session
) -> None:
    """Raise UsageError if a query reads a node that was never built."""
    relations = shown_relations(workspace, {})
    for name in query.reads:
        node = workspace.project.nodes[name]
        if isinstance(node, BuiltNode) and name not in catalogue.published:
            try:
                # What another tool built exists too.
                session.describe(f"select * from {relations.published(name)}")
            except StatementError as error:
                raise not_built(node.name, catalogue) from error


def _queries(
    workspace: Workspace,
    selection: Selection,
    catalogue: Catalogue,
    versions: Mapping[str, RelationName],
    session: Session,
) -> list[tuple[str, LocatedSelect]]:
    """Return the queries to run, each with the name to show.

    A model is computed from its parents, unless a version was requested; a Python model is shown as
    published. A test can compare with what is published.
    """
    if not selection.names_nodes:
        raise UsageError("nothing to show", fix="name a node with --select, or SQL with --inline")
    selected = choose(workspace, replace(selection, indirect_selection="empty"), SHOWABLE)
    # A folder contains models and tests: tests are shown only if nothing else is selected.
    nodes = workspace.project.nodes
    tables = tuple(name for name in selected if isinstance(nodes[name], RelationNode))
    selected = tables or selected
    if catalogue.copy_of is not None and tables:
        return [_in_copy(workspace, catalogue, name) for name in tables]
    known = Catalogue() if tables else catalogue
    compiled = compile_selected(workspace, selected, known)
    compiled = compiled_on(session, workspace, compiled, known, versions)
    sql = shown_templates(workspace, compiled, selected, versions)
    relations = shown_relations(workspace, versions)
    queries = []
    for unique_id in selected:
        node = nodes[unique_id]
        is_built = unique_id in versions or node.language == "python"
        if unique_id in sql and not is_built:
            stamps, template = compiled.stamps.get(unique_id), sql[unique_id]
            shown = with_stamps(template, stamps) if stamps is not None else template
            reads = compiled.sql_of(unique_id).reads
            queries.append((node.full_name, query_of(node, shown, reads)))
        else:
            select = f"select * from {relations.building(unique_id)}"
            queries.append((node.full_name, LocatedSelect(select, Origin(node.place))))
    return queries
