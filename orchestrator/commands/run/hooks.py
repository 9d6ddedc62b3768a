"""`on-run-start` and `on-run-end`: statements around a run, of all packages.

They are not part of the publication: they take effect immediately, except what `on-run-end` writes
into published tables, which is published once all of them succeeded.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from msgspec.structs import replace

from orchestrator.commands.run.statements import run_statements
from orchestrator.commands.run.written_tables import WrittenTables
from orchestrator.compiler.late import LateCompiler
from orchestrator.engines.boundary import Change, Engine
from orchestrator.errors import EnvironmentFault, ProjectError, StatementError
from orchestrator.nodes import BuiltNode, Operation
from orchestrator.nodes.operation import When
from orchestrator.plan.steps import Build, Plan
from orchestrator.results import (
    Event,
    NodeFinished,
    NodeResult,
    NodeStarted,
    Notice,
    NotPublished,
    RunFinished,
    RunStarted,
)
from orchestrator.runner.hooks import hook_failed
from orchestrator.warehouse import connected
from orchestrator.workspace.value import Workspace

SKIPS = "skip_nodes_if_on_run_start_fails"
_GOES_ON = (
    "a hook of on-run-start failed, and all nodes still run, as in dbt; to skip them, write "
    f"'flags: {{{SKIPS}: true}}' into the project file"
)

Publish = Callable[[Sequence[Change]], Generator[Event, None, int]]
"""Publishes changes as their own generation; returns its exit code."""


def around_run(
    events: Generator[Event, None, None],
    workspace: Workspace,
    engine: Engine,
    late: LateCompiler | None,
    plan: Plan,
    publish: Publish,
    idle: Collection[str],
) -> Generator[Event, None, None]:
    """Pass on a run's events with those of its hooks; if one fails, so does the run.

    If `on-run-start` fails, all steps may be skipped, and so are `idle` nodes, which have nothing
    to do. What hooks write into published tables is passed to `publish`.
    """
    if late is None or not (plan.steps or idle):
        yield from events
        return
    hooks = _Hooks(workspace, engine, late)
    before, after = hooks.at("on-run-start"), hooks.at("on-run-end")
    with closing(events):
        if before:
            _create_schemas(plan, workspace, engine)
        begun = tuple(hooks.ended(before, {"results": []}))
        failed = [result for result in begun if result.is_failed]
        is_held_up = bool(failed) and workspace.file.flags.get(SKIPS, workspace.file.is_strict)
        if is_held_up:
            events = _all_skipped(events, (*plan.steps, *idle))
        for event in events:
            match event:
                case RunStarted():
                    total = event.total + len(before) + len(after)
                    yield replace(event, total=total)
                    yield from (NodeFinished(each, at) for at, each in enumerate(begun, 1))
                    if failed and not is_held_up:
                        yield Notice("warn", _GOES_ON)
                case NodeStarted() | NodeFinished():
                    yield replace(event, index=event.index + len(before))
                case RunFinished(signal=None):
                    all_results = () if is_held_up else (*failed, *event.results)
                    names = _names(all_results, late, workspace)
                    at = total - len(after) + 1
                    ended, code = yield from hooks.at_the_end(after, names, at, publish)
                    ended = (*event.results, *begun, *ended)
                    yield replace(event, results=ended, stop_code=event.stop_code or code)
                case _:
                    yield event


def _all_skipped(
    events: Generator[Event, None, None], names: Iterable[str]
) -> Generator[Event, None, None]:
    """Yield the events of a run that ends before any of its nodes starts."""
    began = perf_counter()
    with closing(events):
        yield next(events)
    skipped = tuple(NodeResult(name, "skipped", "a hook of on-run-start failed") for name in names)
    yield from (NodeFinished(result, index) for index, result in enumerate(skipped, 1))
    yield RunFinished(skipped, perf_counter() - began, datetime.now(UTC))


def _create_schemas(plan: Plan, workspace: Workspace, engine: Engine) -> None:
    """Create schemas that are otherwise created on publishing, as hooks may name them."""
    built = {step.relation.schema for step in plan.steps.values() if isinstance(step, Build)}
    with connected(engine, workspace.dialect) as warehouse:
        for schema in sorted({workspace.target.schema, *built, *plan.schemas}):
            try:
                warehouse.create_schema(schema)
            except StatementError as error:
                what = f"creating the schema '{schema}' failed: {error.message}"
                raise ProjectError.of(what) from error


class _Hooks:
    """Runs the statements of all packages, each in its own session."""

    def __init__(self, workspace: Workspace, engine: Engine, late: LateCompiler) -> None:
        self._workspace = workspace
        self._engine = engine
        self._late = late

    def at(self, when: When) -> list[Operation]:
        """Return the hooks before or after a run; packages come before the project."""
        nodes = self._workspace.project.nodes.values()
        found = [node for node in nodes if isinstance(node, Operation) and node.when == when]
        return sorted(found, key=lambda each: each.package == self._workspace.project.name)

    def at_the_end(
        self,
        operations: Sequence[Operation],
        names: Mapping[str, Any],
        index: int,
        publish: Publish,
    ) -> Generator[Event, None, tuple[tuple[NodeResult, ...], int]]:
        """Run the hooks after a run; the first one is reported as the node number `index`.

        Returns their results, and the exit code of publishing what they wrote into published
        tables.
        """
        ended: list[NodeResult] = []
        written = WrittenTables(self._workspace, self._engine)
        for result in self.ended(operations, names, written):
            yield NodeFinished(result, index + len(ended))
            ended.append(result)
        code = 0
        if written.versions and any(result.is_failed for result in ended):
            tables = ", ".join(written.discard())
            yield NotPublished(f"a hook failed: what hooks wrote into {tables} was discarded")
        elif written.versions:
            code = yield from publish(written.changes())
        return tuple(ended), code

    def ended(
        self,
        operations: Iterable[Operation],
        names: Mapping[str, Any],
        written: WrittenTables | None = None,
    ) -> Iterator[NodeResult]:
        """Run hooks one after the other and yield their results; after a failure, skip the rest."""
        is_failed = False
        for operation in operations:
            if is_failed:
                yield NodeResult(operation.unique_id, "skipped", "a hook before it failed")
                continue
            try:
                yield self._run(operation, names, written)
            except (ProjectError, EnvironmentFault) as error:
                if isinstance(error, EnvironmentFault) and written is None:
                    # Nothing has run yet, so the command fails.
                    raise
                is_failed = True
                yield NodeResult(operation.unique_id, "error", str(error))

    def _run(
        self, operation: Operation, names: Mapping[str, Any], written: WrittenTables | None
    ) -> NodeResult:
        """Run one hook and return its result; raises ProjectError."""
        started_at, started = datetime.now(UTC), perf_counter()
        try:
            run_statements(operation, self._workspace, self._engine, self._late, names, written)
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
    """Return the names that `on-run-end` can use: results of nodes, and their schemas."""
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
