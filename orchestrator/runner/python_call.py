"""Calls the function of a Python model, and says where in the user's file it went wrong."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from traceback import walk_tb
from types import TracebackType
from typing import Any

from orchestrator.compiler.sql import Origin
from orchestrator.engines.boundary import Session
from orchestrator.errors import EnvironmentFault, Place, Problem, ProjectError, StatementError
from orchestrator.plan.steps import PythonCode, PythonStep
from orchestrator.runner.captured_output import CapturedOutput, captured_output
from orchestrator.runner.closing import Closing
from orchestrator.runner.python_names import ModelSession, Query, dbt_for

# What the segmentation project's own Python models import.
_EXTRA = "'seg-orchestrator[models]'"
_IN_EXTRA = ("threadpoolctl",)


def call_model(
    code: PythonCode, step: PythonStep, session: Session, closing: Closing
) -> tuple[Any, str]:
    """The DataFrame or Query that `model(dbt, session)` returns, and what it printed.

    Raises ProjectError at the innermost line of the user's own file, with what was printed until
    then as a note. What cancelled a statement, or is wrong with the environment, passes as it is.
    """
    path, relation = step.origin.path, step.relation
    lines = tuple(range(1, code.source_code.count("\n") + 2))
    origin = Origin(Place(path), code.source_code, lines)
    with captured_output() as output, _at_the_users_line(origin, output):
        names: dict[str, Any] = {"__name__": relation.identifier, "__file__": path}
        exec(compile(code.source_code, path, "exec", dont_inherit=True), names)
        returned = names["model"](dbt_for(code, step, session, closing), ModelSession(session))
        if (refusal := _refusal(returned)) is not None:
            raise ProjectError.of(refusal[0], fix=refusal[1])
    return returned, output.text


@contextmanager
def _at_the_users_line(origin: Origin, output: CapturedOutput) -> Iterator[None]:
    try:
        yield
    except EnvironmentFault:
        raise
    # The user's code may raise anything, and none of it may end the run of the other models.
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
            wanted = _EXTRA if package in _IN_EXTRA else "the package that has it"
            return Problem(found.what, found.place, f"pip install {wanted}", found.frame)
    text = str(error)
    kind = type(error).__name__
    return origin.problem(f"{kind}: {text}" if text else kind, line)


def _innermost_line(traceback: TracebackType | None, path: str) -> int | None:
    """The last line of the user's own file that was being run."""
    lines = [line for frame, line in walk_tb(traceback) if frame.f_code.co_filename == path]
    return lines[-1] if lines else None


def _refusal(returned: Any) -> tuple[str, str] | None:
    """Why a returned value is no table, and how to mend it; None when it is one."""
    # Who returns a DataFrame or arrays has imported pandas or NumPy: seg itself does without.
    pandas = sys.modules.get("pandas")
    if isinstance(returned, Query):
        return None
    if isinstance(returned, Mapping):
        if (refusal := _refusal_of_arrays(returned)) is not None:
            return refusal
    elif pandas is None or not isinstance(returned, pandas.DataFrame):
        found = "nothing" if returned is None else f"a value of type {type(returned).__name__}"
        return f"model() returned {found}, not a DataFrame", "return a pandas DataFrame"
    names = list(returned)
    for name in names:
        if not isinstance(name, str):
            fix = "name the columns: frame.columns = ['customer_id', ...]"
            return f"the DataFrame has a column whose name is not text: {name!r}", fix
    folded = [name.casefold() for name in names]
    for name in names:
        if folded.count(name.casefold()) > 1:
            return f"the DataFrame has two columns '{name}'", "name each column once"
    if not folded:
        return "the DataFrame has no columns", "give an empty table its columns too"
    return None


def _refusal_of_arrays(columns: Mapping[Any, Any]) -> tuple[str, str] | None:
    numpy = sys.modules.get("numpy")
    lengths = dict[int, str]()
    for name, array in columns.items():
        if numpy is None or not isinstance(array, numpy.ndarray) or array.ndim != 1:
            what = f"model() returned a column {name!r} that is not a one-dimensional NumPy array"
            return what, "give each column as an array: numpy.array([...])"
        lengths.setdefault(len(array), str(name))
    if len(lengths) > 1:
        (short, one), (long, other) = sorted(lengths.items())[:2]
        what = f"model() returned columns of {short} and of {long} rows: '{one}' and '{other}'"
        return what, "give each column as many rows as the others"
    return None
