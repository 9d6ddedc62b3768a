"""`on-run-start` and `on-run-end`: statements around a whole run, of all packages.

They are outside of what is published as a whole: what they do is there at once.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from typing import Any

from msgspec.structs import replace

from orchestrator.commands.statements import run_statements
from orchestrator.compiler.late import LateCompiler
from orchestrator.engines.boundary import Engine
from orchestrator.errors import Place, ProjectError, StatementError
from orchestrator.nodes import BuiltNode
from orchestrator.results import Event, NodeResult, Notice, RunFinished
from orchestrator.workspace.value import Workspace


def around_run(
    events: Generator[Event, None, None],
    workspace: Workspace,
    engine: Engine,
    late: LateCompiler | None,
    *,
    has_steps: bool,
) -> Generator[Event, None, None]:
    """The events of a run with what its hooks say; where one fails at the end, so does the run.

    Raises ProjectError where one fails at the start: nothing has run then.
    """
    hooks = workspace.loaded.run_hooks if late is not None and has_steps else ()
    with closing(events):
        for package, texts in ((each.package, each.start) for each in hooks):
            assert late is not None
            for text in texts:
                _run(text, package, workspace, engine, late, {"results": []})
        for event in events:
            if isinstance(event, RunFinished) and event.signal is None:
                for each in hooks:
                    for text in each.end:
                        assert late is not None
                        names = _names(event.results, late, workspace)
                        try:
                            _run(text, each.package, workspace, engine, late, names)
                        except ProjectError as error:
                            yield Notice("warn", str(error))
                            event = replace(event, stop_code=event.stop_code or 1)
            yield event


def _run(
    text: str,
    package: str,
    workspace: Workspace,
    engine: Engine,
    late: LateCompiler,
    names: Mapping[str, Any],
) -> None:
    """Run one hook; raises ProjectError."""
    try:
        run_statements(text, package, workspace, engine, late, names)
    except StatementError as error:
        shown = " ".join(text.split())[:60]
        place = Place(workspace.file.path)
        raise ProjectError.of(f"the hook '{shown}' failed: {error.message}", place) from error


def _names(
    results: tuple[NodeResult, ...], late: LateCompiler, workspace: Workspace
) -> dict[str, Any]:
    """What `on-run-end` can ask: how nodes ended, and in which schemas they are."""
    nodes = workspace.project.nodes
    database = workspace.invocation.target.database
    schemas = sorted(
        {
            node.relation.schema
            for result in results
            if (node := nodes.get(result.unique_id)) is not None
            and isinstance(node, BuiltNode)
            and node.is_built
        }
    )
    return {
        "results": list(_shown(results, late, workspace)),
        "schemas": schemas,
        "database_schemas": [(database, schema) for schema in schemas],
    }


def _shown(
    results: tuple[NodeResult, ...], late: LateCompiler, workspace: Workspace
) -> Iterator[dict[str, Any]]:
    for result in results:
        node = workspace.project.nodes.get(result.unique_id)
        if node is not None:
            yield {
                "node": late.names.described(node),
                "unique_id": result.unique_id,
                "status": result.status,
                "message": result.message,
                "failures": result.failures,
                "execution_time": result.elapsed_seconds,
                "thread_id": result.thread,
                "timing": [],
                "adapter_response": {},
            }
