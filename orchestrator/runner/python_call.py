"""Calls the function of a Python model, and locates errors in the user's file."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb
from types import TracebackType
from typing import Any

from orchestrator.compiler.sql import Origin
from orchestrator.engines.boundary import PythonClient
from orchestrator.errors import EnvironmentFault, Place, Problem, ProjectError, StatementError
from orchestrator.plan.steps import PythonCode, PythonStep
from orchestrator.runner.captured_output import CapturedOutput, captured_output
from orchestrator.runner.closing import Closing
from orchestrator.runner.python_modules import require_own_modules
from orchestrator.runner.python_names import arguments_for
from orchestrator.runner.python_results import read_table, refusal_of

# Imported by the segmentation project's own Python models.
_EXTRA = "'seg-orchestrator[models]'"
_IN_EXTRA = ("threadpoolctl",)


def call_model(
    code: PythonCode, step: PythonStep, client: PythonClient, closing: Closing
) -> tuple[Any, str]:
    """Return the table that `model(dbt, session)` returns, and what it printed.

    Raises ProjectError at the innermost line of the user's own file, with the output so far as a
    note. A cancelled statement, or a fault of the environment, is raised unchanged.
    """
    path, relation = step.origin.path, step.relation
    origin = _origin(code, step)
    with captured_output() as output, _at_the_users_line(origin, output), client.reading():
        require_own_modules(code.source_code)
        names: dict[str, Any] = {"__name__": relation.identifier, "__file__": path}
        exec(compile(code.source_code, path, "exec", dont_inherit=True), names)
        dbt, own_session = arguments_for(code, step, client, closing)
        returned = read_table(names["model"](dbt, own_session), client)
        if (refusal := refusal_of(returned)) is not None:
            raise ProjectError.of(refusal[0], fix=refusal[1])
    return returned, output.text


@contextmanager
def _at_the_users_line(origin: Origin, output: CapturedOutput) -> Iterator[None]:
    try:
        yield
    except EnvironmentFault:
        raise
    # User code can raise anything, and none of it must end the run of other models.
    except (Exception, SystemExit) as error:
        if isinstance(error, StatementError) and error.cancelled:
            raise
        located = ProjectError([_problem(error, origin)])
        if output.text:
            located.add_note(output.text)
        raise located from error


def _problem(error: BaseException, origin: Origin) -> Problem:
    line = _innermost_line(error.__traceback__, origin.path)
    match error:
        case ProjectError(problems=(Problem(what=what, fix=fix), *_)):
            found = origin.problem(what, line)
            return Problem(found.what, found.place, fix, found.frame)
        case StatementError():
            return origin.problem(error.message, line)
        case ModuleNotFoundError(name=str(name)):
            package = name.partition(".")[0]
            found = origin.problem(f"the Python package '{package}' is not installed", line)
            wanted = _EXTRA if package in _IN_EXTRA else "the package that contains it"
            return Problem(found.what, found.place, f"pip install {wanted}", found.frame)
    text = str(error)
    kind = type(error).__name__
    return origin.problem(f"{kind}: {text}" if text else kind, line)


def refused_late(error: StatementError, code: PythonCode, step: PythonStep) -> ProjectError:
    """Return the engine's error about returned rows, at the model's only `return`, if any."""
    origin = _origin(code, step)
    (model,) = (each for each in ast.parse(code.source_code).body if _is_model(each))
    returns = [each.lineno for each in _statements(model) if isinstance(each, ast.Return)]
    line = returns[0] if len(returns) == 1 else None
    return ProjectError([origin.problem(error.message, line)])


def _origin(code: PythonCode, step: PythonStep) -> Origin:
    lines = tuple(range(1, code.source_code.count("\n") + 2))
    return Origin(Place(step.origin.path), code.source_code, lines)


def _is_model(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.FunctionDef) and statement.name == "model"


def _statements(statement: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements of a function, without those of nested functions."""
    for inner in ast.iter_child_nodes(statement):
        if not isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield inner
            yield from _statements(inner)


def _innermost_line(traceback: TracebackType | None, path: str) -> int | None:
    """Return the last executed line of the user's own file."""
    lines = [line for frame, line in walk_tb(traceback) if frame.f_code.co_filename == path]
    return lines[-1] if lines else None
