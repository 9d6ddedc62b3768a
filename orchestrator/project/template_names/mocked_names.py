"""The names that a unit test overrides for templates: variables, environment, and macros."""

from collections.abc import Callable, Mapping
from typing import Any

from orchestrator.errors import Problem, ProjectError
from orchestrator.names import did_you_mean
from orchestrator.nodes import UnitTest
from orchestrator.templates.door import TemplateRenderer
from orchestrator.templates.library import BEFORE_ALL, BUILT_IN_PACKAGE


class _MockedVariables:
    """`var()` in which the values of a test take precedence."""

    def __init__(self, variables: Any, values: Mapping[str, Any]) -> None:
        self._variables = variables
        self._values = values

    def __call__(self, name: str, *default: Any, **named: Any) -> Any:
        if name in self._values:
            return self._values[name]
        return self._variables(name, *default, **named)

    def has_var(self, name: str) -> bool:
        """Return whether the variable has a value."""
        return name in self._values or bool(self._variables.has_var(name))


def mocked_names(
    test: UnitTest, package: str, outer: Mapping[str, Any], renderer: TemplateRenderer
) -> dict[str, Any]:
    """Return the test's overrides for templates of a package; `outer` are the original names."""
    mocked, env_var = test.mocked, outer["env_var"]
    more: dict[str, Any] = {"is_incremental": _returning(False)}
    if mocked.variables:
        more["var"] = _MockedVariables(outer["var"], mocked.variables)
    if mocked.environment:

        def environment(name: str, *default: Any, **named: Any) -> Any:
            if name in mocked.environment:
                return mocked.environment[name]
            return env_var(name, *default, **named)

        more["env_var"] = environment
    macros = _macros(test, package, outer, renderer)
    return {**more, **macros, BEFORE_ALL: macros}


def _macros(
    test: UnitTest, package: str, outer: Mapping[str, Any], renderer: TemplateRenderer
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    in_packages: dict[str, dict[str, Any]] = {}
    packages = renderer.macros.packages
    seen = renderer.macros.visible(package)
    for name, value in test.mocked.macros.items():
        namespace, _, bare = name.rpartition(".")
        if namespace:
            if bare not in packages.get(namespace, {}):
                _report_unknown(test, name, packages.get(namespace, {}), outer, renderer)
                continue
            in_packages.setdefault(namespace, {})[bare] = _returning(value)
            if namespace == BUILT_IN_PACKAGE:
                found.setdefault(bare, _returning(value))
        elif bare in seen or callable(dict(outer).get(bare)):
            found[bare] = _returning(value)
            if bare in packages.get(BUILT_IN_PACKAGE, {}):
                in_packages.setdefault(BUILT_IN_PACKAGE, {})[bare] = _returning(value)
        elif bare in outer:
            found[bare] = value
        else:
            _report_unknown(test, name, seen, outer, renderer)
    for namespace, macros in in_packages.items():
        found[namespace] = renderer.package_with(namespace, macros)
    return found


def _returning(value: Any) -> Callable[..., Any]:
    return lambda *_, **__: value


def _report_unknown(
    test: UnitTest,
    name: str,
    known: Mapping[str, Any],
    outer: Mapping[str, Any],
    renderer: TemplateRenderer,
) -> None:
    """Report an unknown macro: an error, or a warning in a package that is not strict."""
    what = f"the unit test '{test.name}' overrides the macro '{name}', which does not exist"
    problem = Problem(what, test.place, did_you_mean(name, known) or "remove it from 'overrides'")
    if test.package not in renderer.macros.lenient:
        raise ProjectError([problem])
    outer["exceptions"].warn(str(problem))
