"""`warn_error_options`: which warnings are errors. seg's warnings have no names: all or none."""

from collections.abc import Mapping
from typing import Any

_ALL = ("all", "*", ["all"], ["*"])
_ASK_FOR_ERRORS = ("error", "include")
_ASK_FOR_LESS = ("warn", "exclude", "silence")


def makes_all_errors(options: Any) -> bool:
    """Return whether the options of the command line or a project file make all warnings errors."""
    return isinstance(options, Mapping) and any(options.get(key) in _ALL for key in _ASK_FOR_ERRORS)


def names_warnings(options: Any) -> bool:
    """Return whether the options select warnings by name, which has no effect.

    So does any other value that is not a mapping.
    """
    if not isinstance(options, Mapping):
        return options is not None
    return any(
        value and not (key in _ASK_FOR_ERRORS and value in _ALL) for key, value in options.items()
    )
