"""`on-run-start` and `on-run-end`: statements around a whole run, of all packages.

They are outside of what is published as a whole: what they do is there at once.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from typing import Any

from msgspec.structs import replace

from orchestrator.compiler.late import LateCompiler, RunSoFar
from orchestrator.engines.boundary import Engine
from orchestrator.errors import Place, ProjectError, StatementError
from orchestrator.ids import unique_id_of
from orchestrator.nodes import BuiltNode, DataTest, TestConfig
from orchestrator.results import Event, NodeResult, Notice, RunFinished
from orchestrator.workspace.preparing import shown_relations
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
                assert late is not None or not hooks
                for each in hooks:
                    for text in each.end:
                        names = _names(event.results, late, workspace) if late else {}
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
    late: LateCompiler | None,
    names: Mapping[str, Any],
) -> None:
    """Run one hook; raises ProjectError."""
    assert late is not None
    place = Place(workspace.file.path)
    project = late.names.project
    operation = DataTest(
        unique_id=unique_id_of("operation", package, "hook"),
        name="hook",
        package=package,
        path=workspace.file.path,
        fqn=(package, "hook"),
        place=place,
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
        sql = replace(late, names=known).hook(operation.unique_id, text, so_far, names).sql
        if sql.strip().strip(";"):
            session.execute(sql)
    except StatementError as error:
        shown = " ".join(text.split())[:60]
        raise ProjectError.of(f"the hook '{shown}' failed: {error.message}", place) from error
    finally:
        session.close()


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
