"""The SQL of data tests: from a file, or from the macro of a generic test."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from orchestrator.compiler.context import NodeNames
from orchestrator.data_tests.queries import tested_rows
from orchestrator.dialects.boundary import Dialect
from orchestrator.nodes import DataTest
from orchestrator.project.template_names.uses import Use
from orchestrator.reading_cache.renders import Render
from orchestrator.templates.door import TemplateRenderer
from orchestrator.templates.library import BUILT_IN_PACKAGE, TESTED_ROWS
from orchestrator.templates.static import parse


def rendered_test(
    node: DataTest, names: NodeNames, renderer: TemplateRenderer, uses: set[Use] | None
) -> Render:
    """Return the SQL of a test, and its screen if it has one."""
    context = names.of(node, uses)
    if node.test_name is None:
        rendered = renderer.render(parse(node.source_code, node.path), context, node.package)
        return Render(names.sql(rendered.text), rendered.lines)

    arguments = _evaluated(
        node.arguments, lambda text: renderer.evaluate(text, context, node.place, node.package)
    )
    if node.column is not None:
        arguments["column_name"] = _shown_column(node.column, node, names.dialect, renderer)

    def called(path: tuple[str, ...], /, *unnamed: Any, **named: Any) -> str:
        found = renderer.call(path, unnamed, named, context, node.package, node.place)
        return names.sql(str(found))

    assert node.attached_to is not None
    relation = names.read(node, node.attached_to)
    rows = tested_rows(str(relation), node.config.where)
    if renderer.macros.is_replaced(TESTED_ROWS, node.package):
        rows = called((TESTED_ROWS,), relation).strip()
    model = replace(relation, text=rows, _read=None)

    *package, name = node.test_name.split(".")
    path = _macro_of(tuple(package), f"test_{name}", node.package, renderer)
    text = called(path, **{"model": model, **arguments})
    if names.rows.is_empty:
        # A screen covers all rows.
        return Render(text)
    if node.config.fails_on_any_row and _has_screen(node.test_name, node.package, renderer):
        return Render(text, screen=called((f"screen_{name}",), **arguments))
    return Render(text)


def _evaluated(value: Any, evaluate: Callable[[str], Any]) -> Any:
    """Return arguments with all strings in them evaluated, at any depth."""
    if isinstance(value, str):
        return evaluate(value)
    if isinstance(value, list):
        return [_evaluated(item, evaluate) for item in value]
    if isinstance(value, Mapping):
        return {name: _evaluated(item, evaluate) for name, item in value.items()}
    return value


def _shown_column(column: str, node: DataTest, dialect: Dialect, renderer: TemplateRenderer) -> str:
    """Return a test's column, which in dbt can be an expression."""
    is_expression = "(" in column and node.package in renderer.macros.lenient
    return column if is_expression else dialect.column(column)


def _macro_of(
    namespace: tuple[str, ...], macro: str, package: str, renderer: TemplateRenderer
) -> tuple[str, ...]:
    """Return the macro to call: the default of a built-in one directly, unless it is replaced."""
    macros, default = renderer.macros, (BUILT_IN_PACKAGE, f"default__{macro}")
    found = macros.find((*namespace, macro), package)
    is_own = found is None or found.package != BUILT_IN_PACKAGE
    if is_own or macros.find(default, package) is None or macros.is_replaced(macro, package):
        return (*namespace, macro)
    return default


def _has_screen(test_name: str, package: str, renderer: TemplateRenderer) -> bool:
    """Return whether a test is seg's own, with rows chosen by seg, and has a screen."""
    if any(
        renderer.macros.is_replaced(name, package) for name in (TESTED_ROWS, f"test_{test_name}")
    ):
        return False
    test = renderer.macros.find((f"test_{test_name}",), package)
    screen = renderer.macros.find((f"screen_{test_name}",), package)
    return bool(test and screen and test.package == screen.package == BUILT_IN_PACKAGE)


def is_known_to_parse(test: DataTest, dialect: Dialect) -> bool:
    """Return whether seg's own macro wrote a test's SQL, apart from a plain column name.

    Most tests of most projects are like that; parsing them would take a tenth of the planning time.
    """
    is_plain = test.column is not None and dialect.column(test.column) == test.column
    return is_plain and not test.arguments and test.config.where is None
