"""Whom a run keeps out: all that is known of erased people, and what sources have new of them."""

from orchestrator.compiler.compile import Compiled
from orchestrator.engines.boundary import Catalogue, Engine, PublishedRelation, Session
from orchestrator.nodes import Model
from orchestrator.people.keeping_out import KeepOut, read_keep_out
from orchestrator.people.ledger import open_ledger
from orchestrator.people.pointing import note_new_rows, pointings
from orchestrator.plan.relations import Relations
from orchestrator.workspace.value import Workspace


def whom_to_keep_out(
    workspace: Workspace, engine: Engine, compiled: Compiled, catalogue: Catalogue
) -> KeepOut | None:
    """Whom to keep out of what is built; None when nobody was ever erased."""
    nodes = workspace.project.nodes.values()
    known = read_keep_out(engine, workspace.dialect, nodes)
    if known is None:
        return None
    session = engine.session()
    try:
        _note_new_rows(workspace, engine, session, compiled, catalogue, known)
    finally:
        session.close()
    return read_keep_out(engine, workspace.dialect, nodes)


def _note_new_rows(
    workspace: Workspace,
    engine: Engine,
    session: Session,
    compiled: Compiled,
    catalogue: Catalogue,
    known: KeepOut,
) -> None:
    """Log new rows of erased people that rows without their key will point at.

    They would be left hanging: the rows that they point at are left out. A view leaves out
    nothing, and seeds are files: only tables that a SELECT fills are asked, by what they read now.
    """
    ledger = open_ledger(engine, workspace.dialect)
    relations = Relations(workspace.project, workspace.dialect, {})
    for pointing in pointings(workspace.project.nodes):
        parent = workspace.project.nodes[pointing.parent]
        published = catalogue.published.get(pointing.parent)
        if not isinstance(parent, Model) or published is None or published.kind != "table":
            continue
        if pointing.parent not in compiled.sql or not _is_readable(workspace, parent, catalogue):
            continue
        entity = _key(published, known)
        names = {name.casefold() for name, _ in published.columns}
        if entity is None or pointing.field.casefold() not in names:
            continue
        if _key(catalogue.published.get(pointing.child.unique_id), known) is not None:
            continue
        select = (
            compiled.sql_of(parent.unique_id).resolve(relations.published, workspace.dialect).text
        )
        note_new_rows(session, workspace.dialect, ledger, pointing, select, entity, workspace.now)


def _key(published: PublishedRelation | None, known: KeepOut) -> str | None:
    """The column of a relation that names people who may have been erased."""
    columns = published.columns if published else ()
    return next((name for name, _ in columns if name.casefold() in known.columns), None)


def _is_readable(workspace: Workspace, model: Model, catalogue: Catalogue) -> bool:
    """Whether all that a model reads is there already."""
    nodes = workspace.project.nodes
    return all(
        name in catalogue.published
        or (name.startswith("source.") and not nodes[name].depends_on)
        or (isinstance(node := nodes[name], Model) and node.is_ephemeral)
        for name in model.depends_on
    )
