"""Rendering errors, reported at the user's line with the macros that led to them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2.exceptions import SecurityError, TemplateError
from msgspec.structs import replace

from orchestrator.errors import (
    Place,
    Problem,
    ProjectError,
    SegError,
    StatementError,
    UnknownName,
    code_frame,
)
from orchestrator.names import did_you_mean
from orchestrator.templates.environment import MacroReturn, NameMissing, PackageMacros
from orchestrator.templates.library import Macros
from orchestrator.templates.static import Template

# What expressions of a template can raise, directly or in the functions they call.
FAILURES = (
    SegError,
    MacroReturn,
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    re.error,
)
SHOWN_MACROS = 5


def located(
    error: Exception,
    place: Place,
    template: Template | None,
    macros: Macros,
    names: Iterable[str],
) -> SegError:
    """Return the error with its place in the template, the macros in between, and the nearest name.

    `place` is where the template was when the error was raised, unless the traceback is more
    precise; without a template it is used as it is. Problems with a place keep it, and errors of
    the environment are unchanged.
    """
    line, stack = _trace(error.__traceback__, template.path if template else None, macros)
    if template and line is not None:
        line += template.first_line - 1
        place = place if line == place.line else Place(place.path, line)
    suffix = _call_stack(stack)
    if isinstance(error, StatementError):
        return StatementError(
            f"{place}: {error.message}{suffix}", cancelled=error.cancelled, retry=error.retry
        )
    if isinstance(error, SegError) and not isinstance(error, ProjectError):
        return error
    problems = (
        error.problems if isinstance(error, ProjectError) else [_problem(error, names, macros)]
    )
    frame = _frame(template, place) if template else None
    return ProjectError(
        [
            problem
            if problem.place
            else replace(
                problem,
                what=problem.what + suffix,
                place=place,
                frame=problem.frame or frame,
            )
            for problem in problems
        ]
    )


def _problem(error: Exception, names: Iterable[str], macros: Macros) -> Problem:
    """Return what went wrong in words, and how to fix it if known."""
    match error:
        case NameMissing():
            name = str(error.name)
            if "was not provided" in str(error):
                return Problem(str(error))
            if isinstance(error.owner, PackageMacros):
                fix = did_you_mean(name, _members(error.owner))
                return Problem(str(error), fix=fix, unknown=UnknownName("name", name))
            if error.owner is not None:
                return Problem(str(error), fix=did_you_mean(name, _members(error.owner)))
            packages = [macro.package for macro in macros if macro.name == name]
            elsewhere = f"did you mean '{packages[0]}.{name}'?" if packages else None
            fix = elsewhere or did_you_mean(name, names)
            return Problem(str(error), fix=fix, unknown=UnknownName("name", name))
        case MacroReturn():
            return Problem("return() is for macros only")
        case RecursionError():
            return Problem("macros call each other in an endless recursion")
        case SecurityError() if "not safely callable" in str(error):
            return Problem("this call is not allowed in templates")
        case TemplateError() | TypeError() | ValueError():
            return Problem(str(error))
    return Problem(f"{type(error).__name__}: {error}")


def _members(owner: Any) -> list[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    return [name for name in dir(owner) if not name.startswith("__")]


def _trace(
    traceback: TracebackType | None, path: str | None, macros: Macros
) -> tuple[int | None, list[tuple[str, Place]]]:
    """Return the template's line, and the macros from there to the error, outermost first."""
    by_id = {macro.unique_id: macro for macro in macros}
    line: int | None = None
    stack: list[tuple[str, Place]] = []
    for template, at in _template_frames(traceback):
        if macro := by_id.get(template.name):
            here = (macro.name, Place(macro.place.path, at))
            # The body of a loop or call block is a separate function in the same macro.
            if stack and stack[-1][0] == macro.name:
                stack.pop()
            stack.append(here)
        elif template.filename == path:
            line, stack = at, []
    return line, stack


def _template_frames(traceback: TracebackType | None) -> Iterator[tuple[Any, int]]:
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            yield template, template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next


def _call_stack(stack: list[tuple[str, Place]]) -> str:
    """Return the macros, innermost first, as the end of a sentence."""
    calls = [f"{name} ({place})" for name, place in reversed(stack)]
    if len(calls) > SHOWN_MACROS:
        calls[SHOWN_MACROS - 1 : -1] = ["..."]
    return f", in macro {', called by '.join(calls)}" if calls else ""


def _frame(template: Template, place: Place) -> str | None:
    code, first, line = template.source_code, template.first_line, place.line or 0
    if not first <= line <= first + code.count("\n"):
        return None
    return code_frame(code, line, place.column, before=0, first_line=first)
