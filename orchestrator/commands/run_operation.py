"""Runs a macro or a statement on its own; its changes take effect immediately."""

from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from functools import partial
from time import perf_counter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.commands.run.arguments import run_arguments
from orchestrator.commands.run.readers_copy import copied_for_readers
from orchestrator.commands.run.record import recorded
from orchestrator.commands.run.statements import run_statements
from orchestrator.commands.run.written_tables import WrittenTables
from orchestrator.config.yaml_door import read_yaml
from orchestrator.engines.boundary import Engine, Generation
from orchestrator.errors import Place, Problem, ProjectError, StatementError, UsageError
from orchestrator.ids import unique_id_of
from orchestrator.names import RelationName, did_you_mean
from orchestrator.nodes import Operation
from orchestrator.results import (
    CopiedForReaders,
    Event,
    NodeFinished,
    NodeResult,
    NodeStarted,
    RunFinished,
    RunStarted,
)
from orchestrator.templates.library import Macro
from orchestrator.workspace.compiling import compile_selected
from orchestrator.workspace.following import following_of
from orchestrator.workspace.interrupting import interruptible, publishing
from orchestrator.workspace.late_compiling import late_compiler
from orchestrator.workspace.selection import Selection
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened


class OperationResult(Struct, frozen=True):
    """The result of an operation: messages, statements that it ran, and why it failed.

    What it wrote into published tables is the generation `made`, with the result for the copy.
    """

    messages: tuple[str, ...]
    statements: tuple[str, ...] = ()
    problem: str | None = None
    made: Generation | None = None
    copied: CopiedForReaders | None = None


def run_macro(workspace: Workspace, name: str, arguments: Mapping[str, Any]) -> OperationResult:
    """Call a macro, `name` or `package.name`; raises UsageError if it does not exist.

    As in dbt, the text that it returns is not run: the macro runs statements itself.
    """
    macro = _macro(workspace, name)
    call = f"{{% set _ = {macro.package}.{macro.name}(**{_ARGUMENTS}) %}}"
    operation = _operation(workspace, macro.unique_id, call, macro.place)
    return _recorded(workspace, operation, {_ARGUMENTS: arguments})


def run_statement(workspace: Workspace, sql: str) -> OperationResult:
    """Render a statement's templates, and run it."""
    unique_id = unique_id_of("operation", workspace.project.name, "statement")
    operation = _operation(workspace, unique_id, sql, Place(workspace.file.path))
    return _recorded(workspace, operation, {})


def _macro(workspace: Workspace, name: str) -> Macro:
    """Return the macro of that name: the project's, a built-in one, or else any package's."""
    macros = workspace.loaded.renderer.macros
    found = macros.find(name.split("."), workspace.project.name)
    others = (each[name] for each in macros.packages.values() if name in each)
    macro = found or next(others, None)
    if macro is None:
        is_of_package = "." in name
        known = {f"{of.package}.{of.name}" if is_of_package else of.name for of in macros}
        own = sorted(of.name for of in macros if of.package == workspace.project.name)
        there = f"the project has: {', '.join(own)}" if own else "write it in a file of macros/"
        raise UsageError(f"no macro '{name}'", fix=did_you_mean(name, known) or there)
    return macro


_ARGUMENTS = "operation_arguments"


def _operation(workspace: Workspace, unique_id: str, template: str, place: Place) -> Operation:
    name = unique_id.rpartition(".")[2]
    return Operation(
        unique_id=unique_id,
        name=name,
        package=workspace.project.name,
        path=place.path,
        fqn=(workspace.project.name, name),
        place=place,
        relation=RelationName(workspace.target.schema, name),
        when="run-operation",
        index=0,
        source_code=template,
    )


def arguments_in(text: str) -> dict[str, Any]:
    """Parse a macro's arguments from YAML; raises UsageError."""
    value = read_yaml(text, "args")
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise UsageError("args must be a YAML mapping", fix="write args as '{name: value}'")
    return dict(value)


def _recorded(
    workspace: Workspace, operation: Operation, names: Mapping[str, Any]
) -> OperationResult:
    """Its result contains what it reports."""
    with opened(workspace) as engine:
        found: list[OperationResult] = []
        events = _events(workspace, operation, engine, names, found)
        for _ in recorded(workspace, events, run_arguments(workspace, Selection())):
            """What is told of it is in its result."""
    return found[0]


def _events(
    workspace: Workspace,
    operation: Operation,
    engine: Engine,
    names: Mapping[str, Any],
    found: list[OperationResult],
) -> Generator[Event, None, None]:
    """Run the operation as a run of one node; appends its result to `found`."""
    began_at, began = datetime.now(UTC), perf_counter()
    invocation, target = workspace.invocation, workspace.target.name
    yield RunStarted(invocation.run_id, invocation.command, 1, 1, began_at, target)
    yield NodeStarted(operation.unique_id, 1, began_at)
    made = _run(workspace, operation, engine, names)
    found.append(made)
    seconds = perf_counter() - began
    ended = NodeResult(
        operation.unique_id,
        "error" if made.problem else "success",
        made.problem,
        elapsed_seconds=seconds,
        started_at=began_at,
        failures=int(made.problem is not None),
    )
    yield NodeFinished(ended, 1)
    yield RunFinished((ended,), seconds, datetime.now(UTC))


def _run(
    workspace: Workspace, operation: Operation, engine: Engine, names: Mapping[str, Any]
) -> OperationResult:
    warnings = workspace.loaded.warnings
    statements: tuple[str, ...] = ()
    problem, made, copied = None, None, None
    written = WrittenTables(workspace, engine)
    run = partial(_statements, workspace, operation, engine, names, written)
    try:
        statements = interruptible(engine, run)
        if written.versions:
            at, following = datetime.now(UTC), following_of(workspace)
            run_id = workspace.invocation.run_id
            publish = partial(engine.publish, written.changes(), run_id, at, following=following)
            with publishing(engine, publish, workspace.tell) as made:
                copied = copied_for_readers(workspace, engine)
    except ProjectError as error:
        written.discard()
        problem = str(ProjectError([_without_call(each) for each in error.problems]))
    except StatementError as error:
        written.discard()
        problem = str(error)
    if made is not None:
        engine.collect(workspace.file.publish.keep_generations)
    told = tuple(warnings.messages[warnings.said :])
    warnings.said = len(warnings.messages)
    return OperationResult(told, statements, problem, made, copied)


def _without_call(problem: Problem) -> Problem:
    """Return the problem without the generated template that calls the macro."""
    is_call = problem.frame is not None and _ARGUMENTS in problem.frame
    return replace(problem, frame=None) if is_call else problem


def _statements(
    workspace: Workspace,
    operation: Operation,
    engine: Engine,
    names: Mapping[str, Any],
    written: WrittenTables,
) -> tuple[str, ...]:
    catalogue = engine.catalogue()
    compiled = compile_selected(workspace, (), catalogue)
    late = late_compiler(workspace, catalogue, compiled, "an operation")
    return run_statements(operation, workspace, engine, late, names, written)
