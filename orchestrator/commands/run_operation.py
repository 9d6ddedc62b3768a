"""A macro or a statement, run by itself: what it does to the database is there at once."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from time import perf_counter
from typing import Any

from msgspec import Struct

from orchestrator.artifacts.run_results import RunResults
from orchestrator.commands.statements import run_statements
from orchestrator.config.yaml_door import read_yaml
from orchestrator.engines.boundary import Engine
from orchestrator.errors import ProjectError, StatementError, UsageError
from orchestrator.ids import unique_id_of
from orchestrator.names import did_you_mean
from orchestrator.results import NodeFinished, NodeResult, RunFinished, RunStarted
from orchestrator.workspace.interrupting import interruptible
from orchestrator.workspace.preparing import compile_selected, late_compiler
from orchestrator.workspace.value import Workspace
from orchestrator.workspace.warehouse import opened


class Operation(Struct, frozen=True):
    """What became of an operation: what it said, the statements that it ran, and why it failed."""

    name: str
    told: tuple[str, ...]
    statements: tuple[str, ...] = ()
    problem: str | None = None


class _Called(Struct, frozen=True):
    """What is run: a template with the arguments that it sees, and what artifacts call it."""

    unique_id: str
    template: str
    arguments: Mapping[str, Any]


def run_macro(workspace: Workspace, name: str, arguments: Mapping[str, Any]) -> Operation:
    """Call a macro, `name` or `package.name`; raises UsageError where there is none of that name.

    The text that it gives is not run, as in dbt: it runs statements itself.
    """
    macros = workspace.loaded.renderer.macros
    macro = macros.find(name.split("."), workspace.project.name)
    if macro is None:
        known = (*macros.visible(workspace.project.name), *macros.packages)
        raise UsageError(f"no macro '{name}'", fix=did_you_mean(name, known))
    template = f"{{% set _ = {name}(**operation_arguments) %}}"
    return _recorded(workspace, _Called(macro.unique_id, template, arguments))


def run_statement(workspace: Workspace, sql: str) -> Operation:
    """Run a statement, in which templates are rendered."""
    unique_id = unique_id_of("operation", workspace.project.name, "statement")
    return _recorded(workspace, _Called(unique_id, sql, {}))


def arguments_in(text: str) -> dict[str, Any]:
    """The arguments of a macro, as YAML; raises UsageError."""
    value = read_yaml(text, "args")
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise UsageError("args must be a YAML mapping", fix="write args as '{name: value}'")
    return dict(value)


def _recorded(workspace: Workspace, called: _Called) -> Operation:
    """The operation, once run_results.json tells of it."""
    invocation, nodes = workspace.invocation, workspace.project.nodes
    file = workspace.target_path / "run_results.json"
    results = RunResults(file, nodes, invocation, workspace.dialect.relation, mask=workspace.mask)
    began_at, began = datetime.now(UTC), perf_counter()
    found = _run(workspace, called)
    if workspace.flags.write_json:
        seconds = perf_counter() - began
        ended = NodeResult(
            called.unique_id,
            "error" if found.problem else "success",
            found.problem,
            elapsed_seconds=seconds,
            started_at=began_at,
            failures=int(found.problem is not None),
        )
        target = workspace.target.name
        results.show(RunStarted(invocation.run_id, invocation.command, 1, 1, began_at, target))
        results.show(NodeFinished(ended, 1))
        results.show(RunFinished((ended,), seconds, datetime.now(UTC)))
    return found


def _run(workspace: Workspace, called: _Called) -> Operation:
    warnings = workspace.loaded.warnings
    with opened(workspace) as engine:
        try:
            statements = interruptible(engine, partial(_statements, workspace, called, engine))
            problem = None
        except (ProjectError, StatementError) as error:
            statements, problem = (), str(error)
    told = tuple(warnings.messages[warnings.said :])
    warnings.said = len(warnings.messages)
    return Operation(called.unique_id, told, statements, problem)


def _statements(workspace: Workspace, called: _Called, engine: Engine) -> tuple[str, ...]:
    catalogue = engine.catalogue()
    compiled = compile_selected(workspace, (), catalogue)
    late = late_compiler(workspace, catalogue, compiled, "an operation")
    names = {"operation_arguments": called.arguments}
    return run_statements(called.template, workspace.project.name, workspace, engine, late, names)
