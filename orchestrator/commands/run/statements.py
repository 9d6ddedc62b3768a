"""Runs statements that are not nodes: hooks of a run, and operations.

Their changes take effect immediately.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from orchestrator.commands.run.written_tables import WrittenTables
from orchestrator.compiler.late import LateCompiler, RunSoFar
from orchestrator.engines.boundary import Engine
from orchestrator.nodes import Operation
from orchestrator.workspace.shown_sql import shown_relations
from orchestrator.workspace.value import Workspace


def run_statements(
    operation: Operation,
    workspace: Workspace,
    engine: Engine,
    late: LateCompiler,
    names: Mapping[str, Any],
    written: WrittenTables | None = None,
) -> tuple[str, ...]:
    """Render an operation's template, which also sees `names`, and run the statements.

    Returns the statements that changed the database. `written` allows writing into published
    tables. Raises ProjectError, or StatementError.
    """
    project = late.names.project
    # It may contain names that were only found during the run.
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
