"""What a Python model declares, read from its source without running it.

The file has one function `model(dbt, session)`. Calls of `dbt.ref(...)`, `dbt.source(...)` and
`dbt.config(...)`, anywhere in the file, take literal arguments only.
"""

import ast
from collections.abc import Mapping
from typing import Any

from orchestrator.config.values import Map, placed
from orchestrator.errors import Place, Problem, Problems, ProjectError, code_frame
from orchestrator.project.read.captures import Captured
from orchestrator.project.references import Reference, version_in

_EXAMPLES: Mapping[str, str] = {
    "ref": "dbt.ref('model')",
    "source": "dbt.source('source', 'table')",
    "config": "dbt.config(materialized='table')",
}


def read_python_model(source_code: str, path: str) -> Captured:
    """Return references and settings; raises ProjectError with all problems of the file."""
    tree = _parsed(source_code, path)
    problems, captured, settings = Problems(), Captured(), Map(path)
    _check_function(tree, path, problems)
    for call in _calls(tree):
        kind = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        place = Place(path, call.lineno, call.col_offset + 1)
        arguments = _literals(call)
        if kind == "config":
            if arguments is None or call.args:
                problems.found.append(_not_literal(kind, place, source_code))
            else:
                config = placed(arguments[1], place)
                settings.update(config)
                settings.marks.update(config.marks)
            continue
        wanted = (2,) if kind == "source" else (1, 2)
        names = () if arguments is None else arguments[0]
        if len(names) in wanted and all(isinstance(name, str) for name in names):
            version = version_in(arguments[1]) if arguments is not None else None
            captured.references.append(Reference(kind, names, place, version))
        else:
            problems.found.append(_not_literal(kind, place, source_code))
    problems.raise_any()
    captured.settings = settings
    return captured


def _parsed(source_code: str, path: str) -> ast.Module:
    try:
        tree = ast.parse(source_code, path)
        # Only compiling finds errors such as `return` outside a function.
        compile(tree, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        place = Place(path, error.lineno, error.offset)
        frame = code_frame(source_code, error.lineno, error.offset) if error.lineno else None
        problem = Problem(f"Python: {error.msg}", place, frame=frame)
        raise ProjectError([problem]) from error
    except ValueError as error:
        raise ProjectError.of(f"Python: {error}", Place(path)) from error
    return tree


def _check_function(tree: ast.Module, path: str, problems: Problems) -> None:
    """Check that there is exactly one function `model`, and that it takes two arguments."""
    found = [
        node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "model"
    ]
    if not found:
        fix = "write `def model(dbt, session):`, which returns a DataFrame"
        problems.add("a Python model has no function `model`", Place(path), fix)
    for function in found[1:]:
        place = Place(path, function.lineno)
        problems.add("a second function `model`", place, f"the first is on line {found[0].lineno}")
    for function in found[:1]:
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        if len(names) != 2 or names[0] != "dbt" or function.args.kwonlyargs:
            place = Place(path, function.lineno)
            problems.add(
                "the function `model` is called with two arguments, the first of them `dbt`",
                place,
                "write `def model(dbt, session):`",
            )


def _calls(tree: ast.Module) -> list[ast.Call]:
    """Return the calls of dbt.ref, dbt.source and dbt.config, in the order of the file."""
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "dbt"
        and node.func.attr in _EXAMPLES
    ]
    return sorted(found, key=lambda call: (call.lineno, call.col_offset))


def _literals(call: ast.Call) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
    """Return the arguments of a call as values; None if one of them is not a literal."""
    try:
        args = tuple(ast.literal_eval(argument) for argument in call.args)
        kwargs = {word.arg: ast.literal_eval(word.value) for word in call.keywords if word.arg}
    except (ValueError, TypeError):
        return None
    return (args, kwargs) if len(kwargs) == len(call.keywords) else None


def _not_literal(kind: str, place: Place, source_code: str) -> Problem:
    """Return the problem of a call that cannot be evaluated without running the file."""
    frame = code_frame(source_code, place.line or 1, place.column)
    what = (
        f"the arguments of dbt.{kind}() must be literals, as they are read without running the file"
    )
    return Problem(what, place, f"write {_EXAMPLES[kind]}", frame)
