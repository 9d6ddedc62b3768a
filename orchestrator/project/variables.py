"""Project variables: where a `var()` finds its value, and what it says when there is none."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from orchestrator.config.values import is_template
from orchestrator.errors import ProjectError
from orchestrator.names import did_you_mean

_NO_DEFAULT: Any = object()


class Variables(Struct, frozen=True):
    """The variables that one package sees: its own section first, then what is global.

    A text that is a template is rendered, by `_render`, as part of what asks for it.
    """

    _values: Mapping[str, Any]
    _render: Callable[[str], str] | None = None

    def __call__(self, name: str, default: Any = _NO_DEFAULT) -> Any:
        """The value of a variable; raises ProjectError when it has none and no default."""
        if name in self._values:
            found = self._values[name]
            is_open = isinstance(found, str) and is_template(found)
            return self._render(found) if is_open and self._render is not None else found
        if default is not _NO_DEFAULT:
            return default
        fix = f"pass it with vars '{{{name}: value}}', or set it under vars: in the project file"
        nearest = did_you_mean(name, self._values)
        raise ProjectError.of(
            f"no variable '{name}'", fix=f"{nearest} or {fix}" if nearest else fix
        )

    def has_var(self, name: str) -> bool:
        """Whether the variable has a value."""
        return name in self._values

    def value(self, name: str, default: Any = None) -> Any:
        """The value of a variable, or the default."""
        return self._values.get(name, default)


def visible_variables(
    package: str,
    root: str,
    sections: Mapping[str, Mapping[str, Any]],
    command_line: Mapping[str, Any],
    render: Callable[[str], str] | None = None,
) -> Variables:
    """What `package` sees: the command line, the root project's section for it, globals, its own.

    `sections` are the `vars:` of each package's project file; the section of a package is a
    variable, too.
    """
    merged: dict[str, Any] = {}
    for owner in dict.fromkeys((package, root)):
        section = sections.get(owner, {})
        merged.update(section)
        merged.update(section.get(package) or {} if package in section else {})
    merged.update(command_line)
    return Variables(merged, render)
