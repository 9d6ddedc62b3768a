"""`on-run-start` and `on-run-end`: statements around a whole run, of all packages.

They are outside of what is published as a whole: what they do is there at once.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from msgspec.structs import replace

from orchestrator.commands.statements import run_statements
from orchestrator.compiler.late import LateCompiler
from orchestrator.engines.boundary import Engine
from orchestrator.errors import EnvironmentFault, ProjectError, StatementError
from orchestrator.nodes import BuiltNode, Operation
from orchestrator.nodes.operation import When
from orchestrator.plan.steps import Build, Plan
from orchestrator.results import (
    Event,
    NodeFinished,
    NodeResult,
    NodeStarted,
    RunFinished,
    RunStarted,
)
from orchestrator.runner.hooks import hook_failed
from orchestrator.warehouse import connected
from orchestrator.workspace.value import Workspace


def around_run(
    events: Generator[Event, None, None],
    workspace: Workspace,
    engine: Engine,
    late: LateCompiler | None,
    plan: Plan,
    *,
    has_steps: bool,
) -> Generator[Event, None, None]:
    """The events of a run with those of its hooks; where one fails at the end, so does the run.

    Raises ProjectError where one fails at the start: nothing has run then.
    """
    if late is None or not has_steps:
        yield from events
        return
    hooks = _Hooks(workspace, engine, late)
    before, after = hooks.at("on-run-start"), hooks.at("on-run-end")
    with closing(events):
        if before:
            _create_schemas(plan, workspace, engine)
        begun = [hooks.run(operation, {"results": []}) for operation in before]
        results = [NodeFinished(result, index) for index, result in enumerate(begun, 1)]
        for event in events:
            match event:
                case RunStarted():
                    total = event.total + len(before) + len(after)
                    yield replace(event, total=total)
                    yield from results
                case NodeStarted() | NodeFinished():
                    yield replace(event, index=event.index + len(before))
                case RunFinished(signal=None):
                    names = _names(event.results, late, workspace)
                    for index, operation in enumerate(after, total - len(after) + 1):
                        try:
                            result = hooks.run(operation, names)
                        except (ProjectError, EnvironmentFault) as error:
                            result = NodeResult(operation.unique_id, "error", str(error))
                        results.append(NodeFinished(result, index))
                        yield results[-1]
                    ended = tuple(each.result for each in results)
                    yield replace(event, results=(*event.results, *ended))
                case _:
                    yield event


def _create_schemas(plan: Plan, workspace: Workspace, engine: Engine) -> None:
    """Make what publishing would only make at the end: what runs before may name it."""
    built = {step.relation.schema for step in plan.steps.values() if isinstance(step, Build)}
    with connected(engine, workspace.dialect) as warehouse:
        for schema in sorted({workspace.target.schema, *built, *plan.schemas}):
            try:
                warehouse.create_schema(schema)
            except StatementError as error:
                what = f"creating the schema '{schema}' failed: {error.message}"
                raise ProjectError.of(what) from error


class _Hooks:
    """Runs the statements of all packages, each on a session of its own."""

    def __init__(self, workspace: Workspace, engine: Engine, late: LateCompiler) -> None:
        self._workspace = workspace
        self._engine = engine
        self._late = late

    def at(self, when: When) -> list[Operation]:
        """Those before or after a run; those of packages come before those of the project."""
        nodes = self._workspace.project.nodes.values()
        found = [node for node in nodes if isinstance(node, Operation) and node.when == when]
        return sorted(found, key=lambda each: each.package == self._workspace.project.name)

    def run(self, operation: Operation, names: Mapping[str, Any]) -> NodeResult:
        """How one ended well; raises ProjectError."""
        started_at, started = datetime.now(UTC), perf_counter()
        try:
            run_statements(operation, self._workspace, self._engine, self._late, names)
        except (ProjectError, StatementError) as error:
            raise hook_failed(operation.source_code, operation.place, error) from error
        seconds = perf_counter() - started
        return NodeResult(
            operation.unique_id,
            "success",
            "OK",
            started_at=started_at,
            elapsed_seconds=seconds,
        )


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
