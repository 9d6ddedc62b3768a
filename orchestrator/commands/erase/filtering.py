"""The erasure filter of a run: what is known of erased people, and their new rows in sources."""

from orchestrator.compiler.compile import Compiled
from orchestrator.engines.boundary import Catalogue, Engine, PublishedRelation
from orchestrator.nodes import NO_HOOKS, BuiltNode, Node, Operation, SelectNode, Source
from orchestrator.people.erasure_filter import ErasureFilter, read_erasure_filter
from orchestrator.people.foreign_keys import foreign_keys, note_new_rows
from orchestrator.people.ledger import has_ledger, ledger_table, open_ledger
from orchestrator.plan.relations import Relations
from orchestrator.warehouse import Warehouse, connected
from orchestrator.workspace.late_compiling import compiled_on
from orchestrator.workspace.value import Workspace


def make_erasure_filter(
    workspace: Workspace, engine: Engine, compiled: Compiled, catalogue: Catalogue
) -> ErasureFilter | None:
    """Return which rows a build may include; None if nobody was ever erased."""
    if not has_ledger(catalogue, workspace.dialect) and not _may_need_ledger(workspace, compiled):
        return None
    nodes = workspace.project.nodes.values()
    with connected(engine, workspace.dialect) as warehouse:
        known = read_erasure_filter(engine, warehouse, nodes)
        if known is None:
            return None
        _note_new_rows(workspace, engine, warehouse, compiled, catalogue, known)
        return read_erasure_filter(engine, warehouse, nodes)


def _may_need_ledger(workspace: Workspace, compiled: Compiled) -> bool:
    """Return whether SQL calls `is_erased`, or is not compiled yet, so it might."""
    nodes = workspace.project.nodes.values()
    if compiled.late or any(isinstance(node, Operation) or _has_hooks(node) for node in nodes):
        return True
    ledger = workspace.dialect.relation(ledger_table(workspace.dialect))
    return any(ledger in sql.text for sql in compiled.sql.values())


def _has_hooks(node: Node) -> bool:
    return isinstance(node, BuiltNode) and node.config.hooks != NO_HOOKS


def _note_new_rows(
    workspace: Workspace,
    engine: Engine,
    warehouse: Warehouse,
    compiled: Compiled,
    catalogue: Catalogue,
    known: ErasureFilter,
) -> None:
    """Record new rows of erased people that rows without their key will reference.

    Otherwise those would dangle, as the rows that they reference are left out. Views filter
    nothing, and seeds are files: only tables filled by a SELECT are checked, by what they read now.
    """
    ledger = open_ledger(engine, workspace.dialect)
    relations = Relations(workspace.project, workspace.dialect, {})
    for foreign_key in foreign_keys(workspace.project.nodes):
        parent = workspace.project.nodes[foreign_key.parent]
        published = catalogue.published.get(foreign_key.parent)
        if not isinstance(parent, SelectNode) or published is None or published.kind != "table":
            continue
        if foreign_key.parent not in compiled.sql or not _is_readable(workspace, parent, catalogue):
            continue
        entity = _key(published, known)
        names = {name.casefold() for name, _ in published.columns}
        if entity is None or foreign_key.field.casefold() not in names:
            continue
        if _key(catalogue.published.get(foreign_key.child.unique_id), known) is not None:
            continue
        asking = (foreign_key.parent,)
        compiled = compiled_on(warehouse.session, workspace, compiled, catalogue, only=asking)
        select = (
            compiled.sql_of(parent.unique_id).resolve(relations.published, workspace.dialect).text
        )
        note_new_rows(warehouse, ledger, foreign_key, select, entity, workspace.now)


def _key(published: PublishedRelation | None, known: ErasureFilter) -> str | None:
    """Return the column of a relation that identifies people who may have been erased."""
    columns = published.columns if published else ()
    return next((name for name, _ in columns if name.casefold() in known.columns), None)


def _is_readable(workspace: Workspace, model: SelectNode, catalogue: Catalogue) -> bool:
    """Return whether everything that a model reads exists."""
    nodes = workspace.project.nodes
    return all(
        name in catalogue.published
        or (isinstance(nodes[name], Source) and not nodes[name].depends_on)
        or nodes[name].is_ephemeral
        for name in model.depends_on
    )
