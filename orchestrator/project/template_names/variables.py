"""Project variables: where `var()` finds values, and its error if there is none."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

from msgspec import Struct

from orchestrator.config.values import is_template
from orchestrator.errors import ProjectError
from orchestrator.names import did_you_mean

_NO_DEFAULT: Any = object()


class Variables(Struct, frozen=True):
    """The variables that one package sees: its own section first, then the global ones.

    Those in `_templates` are rendered with `_render` when they are used. Values from the command
    line are never templates.
    """

    _values: Mapping[str, Any]
    _templates: frozenset[str] = frozenset()
    _render: Callable[[str], str] = str

    def __call__(self, name: str, default: Any = _NO_DEFAULT) -> Any:
        """Return a variable's value; raises ProjectError without a value or default."""
        if name in self._values:
            found = self._values[name]
            return self._render(found) if name in self._templates else found
        if default is not _NO_DEFAULT:
            return default
        fix = f"pass it with vars '{{{name}: value}}', or set it under vars: in the project file"
        nearest = did_you_mean(name, self._values)
        raise ProjectError.of(
            f"no variable '{name}'", fix=f"{nearest} or {fix}" if nearest else fix
        )

    def has_var(self, name: str) -> bool:
        """Return whether the variable has a value."""
        return name in self._values

    def value(self, name: str, default: Any = None) -> Any:
        """Return the value of a variable, or the default."""
        return self._values.get(name, default)


class VariableLookup(Protocol):
    """`var` in templates."""

    def __call__(self, name: str, *default: Any, **named: Any) -> Any:
        """Return a variable's value; raises ProjectError without a value or default."""

    def has_var(self, name: str) -> bool:
        """Return whether the variable has a value."""


class VariablesWhileReading(Struct, frozen=True):
    """`var` while files of a dbt project are read: a variable without a value is None.

    Whether the value is needed is known only when the node is compiled: it may be disabled.
    """

    _variables: VariableLookup

    def __call__(self, name: str, *default: Any, **named: Any) -> Any:
        """Return the value of a variable, the default, or None."""
        is_known = bool(default or named) or self._variables.has_var(name)
        return self._variables(name, *default, **named) if is_known else None

    def has_var(self, name: str) -> bool:
        """Return whether the variable has a value."""
        return self._variables.has_var(name)


def visible_variables(
    package: str,
    root: str,
    sections: Mapping[str, Mapping[str, Any]],
    command_line: Mapping[str, Any],
    unrendered: Collection[str] = (),
    render: Callable[[str], str] = str,
) -> Variables:
    """Return the variables of `package`: command line, root's section for it, globals, its own.

    `sections` are the `vars:` of each package's project file; those of packages in `unrendered` are
    still templates. The section of a package is itself a variable, too.
    """
    merged: dict[str, Any] = {}
    templates: set[str] = set()
    for owner in dict.fromkeys((package, root)):
        section = sections.get(owner, {})
        found = {**section, **(section.get(package) or {} if package in section else {})}
        merged.update(found)
        templates.difference_update(found)
        if owner in unrendered:
            texts = (name for name, value in found.items() if isinstance(value, str))
            templates.update(name for name in texts if is_template(found[name]))
    merged.update(command_line)
    return Variables(merged, frozenset(templates.difference(command_line)), render)
