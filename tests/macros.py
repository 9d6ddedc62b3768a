"""The built-in macros in plain Jinja on plain DuckDB: nothing of seg except the macro files."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment

FOLDERS = ("compiler/macros", "data_tests/macros")
ORCHESTRATOR = Path(__file__).parents[1] / "orchestrator"
RUN_STARTED_AT = datetime(2024, 3, 1, 12, 0, 0, tzinfo=UTC)


class MacroRefused(Exception):
    """A macro called exceptions.raise_compiler_error."""


def macro_files() -> list[Path]:
    """The files of all built-in macros."""
    return [file for folder in FOLDERS for file in sorted((ORCHESTRATOR / folder).glob("*.sql"))]


def renderer(engine: str = "duckdb", published: str | None = None) -> Callable[[str], str]:
    """A function that renders a template in which the built-in macros are there.

    `published` is what the tested model was before, for tests that compare with that.
    """
    environment = new_environment()
    dbt = SimpleNamespace()
    context = {
        "dbt": dbt,
        "config": lambda **settings: "",
        "return": lambda value: value,
        "execute": True,
        "sql_literal": sql_literal,
        "run_started_at": RUN_STARTED_AT,
        "published": published,
        "exceptions": SimpleNamespace(raise_compiler_error=_refuse),
        "adapter": SimpleNamespace(
            dispatch=lambda name, _: getattr(
                dbt, f"{engine}__{name}", getattr(dbt, f"default__{name}", None)
            )
        ),
    }
    environment.globals.update(context)
    module = Template.from_code(
        environment, compiled_macros(), environment.make_globals(None)
    ).module
    vars(dbt).update({name: value for name, value in vars(module).items() if name[0] != "_"})
    return lambda template: environment.from_string(template).render(vars(dbt))


def new_environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=StrictUndefined, extensions=["jinja2.ext.do"])


@cache
def compiled_macros() -> CodeType:
    """All built-in macros as code; to compile them takes longer than the tests that use them."""
    source = "\n".join(file.read_text("utf-8") for file in macro_files())
    source = re.sub(r"{% test (\w+)\(", r"{% macro test_\1(", source)
    return new_environment().compile(source.replace("endtest %}", "endmacro %}"))


def sql_literal(value: Any) -> str:
    """What the context's function of that name gives."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case datetime():
            return f"timestamp '{value}'"
        case date():
            return f"date '{value}'"
        case _:
            return "'" + str(value).replace("'", "''") + "'"


def _refuse(message: str) -> NoReturn:
    raise MacroRefused(message)
