"""Statements that run beside those of nodes: hooks of a whole run, and operations by themselves.

What they do is there at once.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from orchestrator.commands.written_tables import WrittenTables
from orchestrator.compiler.late import LateCompiler, RunSoFar
from orchestrator.engines.boundary import Engine
from orchestrator.nodes import Operation
from orchestrator.workspace.preparing import shown_relations
from orchestrator.workspace.value import Workspace


def run_statements(
    operation: Operation,
    workspace: Workspace,
    engine: Engine,
    late: LateCompiler,
    names: Mapping[str, Any],
    written: WrittenTables | None = None,
) -> tuple[str, ...]:
    """Render the template of an operation, which sees more `names`, and run what it gives.

    What changed the database is returned. Published tables are `written` into where that may be.
    Raises ProjectError, or StatementError.
    """
    project = late.names.project
    # It may name what was only found while the run went on.
    known = replace(operation, depends_on=tuple(project.nodes))
    nodes = {**project.nodes, operation.unique_id: known}
    knowing = replace(late, names=replace(late.names, project=replace(project, nodes=nodes)))
    session = engine.session()
    try:
        so_far = RunSoFar(session, shown_relations(workspace, {}).published, {})
        if written is not None:
            prepare = partial(written.prepare, operation=operation, session=session)
            so_far = RunSoFar(session, written.name_of, written.versions, prepare=prepare)
        found = knowing.hook(operation.unique_id, operation.source_code, so_far, names)
        for statement in found.statements:
            session.execute(statement.sql)
        return (*found.elsewhere, *(each.sql.strip() for each in found.statements))
    finally:
        session.close()
