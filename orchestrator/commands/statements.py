"""Statements that a template of the project gives and runs, of no node: hooks of runs, operations.

What they do is there at once.
"""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from orchestrator.compiler.late import LateCompiler, RunSoFar
from orchestrator.engines.boundary import Engine
from orchestrator.errors import Place
from orchestrator.ids import unique_id_of
from orchestrator.nodes import DataTest, TestConfig
from orchestrator.workspace.preparing import shown_relations
from orchestrator.workspace.value import Workspace


def run_statements(
    text: str,
    package: str,
    workspace: Workspace,
    engine: Engine,
    late: LateCompiler,
    names: Mapping[str, Any],
) -> tuple[str, ...]:
    """Render a template of a package that sees more `names`, and run what it gives.

    What changed the database is returned. Raises ProjectError, or StatementError.
    """
    project = late.names.project
    operation = DataTest(
        unique_id=unique_id_of("operation", package, "statement"),
        name="statement",
        package=package,
        path=workspace.file.path,
        fqn=(package, "statement"),
        place=Place(workspace.file.path),
        depends_on=tuple(project.nodes),
        config=TestConfig(),
        source_code=text,
    )
    nodes = {**project.nodes, operation.unique_id: operation}
    known = replace(late.names, project=replace(project, nodes=nodes))
    relations = shown_relations(workspace, {})
    session = engine.session()
    try:
        so_far = RunSoFar(session, relations.published, {})
        found = replace(late, names=known).hook(operation.unique_id, text, so_far, names)
        if not found.sql.strip().strip(";"):
            return found.elsewhere
        session.execute(found.sql)
        return (*found.elsewhere, found.sql)
    finally:
        session.close()
