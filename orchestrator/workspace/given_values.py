"""Checks what a Python program passes before anything happens, as click checks the command line.

Everything here raises UsageError with the name, what is expected, and what was found.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from orchestrator.config.values import shown
from orchestrator.errors import UsageError
from orchestrator.names import did_you_mean
from orchestrator.results import PublishMode
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.selection import IndirectSelection, Selection
from orchestrator.workspace.working_directory import current_folder


class Kind(Struct, frozen=True):
    """The accepted values of a parameter, and how messages describe them."""

    words: str
    holds: Callable[[Any], bool]


def _is_integer(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _is_duration(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _is_real(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _has_names(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(name, str) for name in value)


def _one_of(words: tuple[str, ...]) -> Kind:
    listed = f"{', '.join(map(repr, words[:-1]))} or {words[-1]!r}"
    return Kind(listed, lambda value: isinstance(value, str) and value in words)


TEXT = Kind("text", lambda value: isinstance(value, str))
MAPPING = Kind("a mapping", lambda value: isinstance(value, Mapping))
TRUTH = Kind("True or False", lambda value: isinstance(value, bool))
PATH = Kind("a path", lambda value: isinstance(value, str | PathLike))
NUMBER = Kind("a whole number from 1", lambda value: _is_integer(value, 1))
LIMIT = Kind("a whole number from 0", lambda value: _is_integer(value, 0))
REAL = Kind("a number", _is_real)
PUBLISH = _one_of(get_args(PublishMode))
_INDIRECT = _one_of(get_args(IndirectSelection))
_SECONDS = Kind("a number of seconds from 0", _is_duration)
_VARIABLES = Kind(
    "a mapping of names to values, or YAML text of one",
    lambda value: isinstance(value, str) or _has_names(value),
)
_MOMENT = Kind("a datetime, or ISO 8601 text", lambda value: isinstance(value, datetime | str))
_DATETIME = Kind("a datetime", lambda value: isinstance(value, datetime))

FLAGS: Mapping[str, tuple[Kind, bool]] = {
    "project_dir": (PATH, False),
    "profiles_dir": (PATH, True),
    "profile": (TEXT, True),
    "target": (TEXT, True),
    "target_path": (PATH, True),
    "vars": (_VARIABLES, False),
    "threads": (NUMBER, True),
    "warn_error": (TRUTH, False),
    "fail_fast": (TRUTH, False),
    "write_json": (TRUTH, False),
    "now": (_MOMENT, True),
    "lock_timeout": (_SECONDS, True),
    "reuse": (TRUTH, True),
    "run_all": (TRUTH, False),
    "full_tests": (TRUTH, False),
    "version_check": (TRUTH, False),
    "partial_parse": (TRUTH, True),
    "retries_since": (_DATETIME, True),
    "state": (PATH, True),
    "defer": (TRUTH, False),
    "favor_state": (TRUTH, False),
    "defer_state": (PATH, True),
    "event_time_start": (_MOMENT, True),
    "event_time_end": (_MOMENT, True),
    "empty": (TRUTH, False),
    "sample": (TEXT, True),
}
"""The kind of each flag, and whether it can be None."""


def require(name: str, value: object, kind: Kind, *, or_none: bool = False) -> None:
    """Raise UsageError for a value of a different kind."""
    if kind.holds(value) or (or_none and value is None):
        return
    expected = f"{kind.words}, or None" if or_none else kind.words
    raise UsageError(f"'{name}': expected {expected}, found {_found(value)}")


def require_truths(**values: object) -> None:
    """Raise UsageError for a value that is neither True nor False."""
    for name, value in values.items():
        require(name, value, TRUTH)


def require_flags(given: Mapping[str, object]) -> None:
    """Raise UsageError for an unknown flag, or one of a different kind."""
    for name, value in given.items():
        if name not in FLAGS:
            known = f"flags: {', '.join(FLAGS)}"
            raise UsageError(f"no flag '{name}'", fix=did_you_mean(name, FLAGS) or known)
        kind, or_none = FLAGS[name]
        require(name, value, kind, or_none=or_none)


def flag_values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Convert valid flags to the types in `Flags`: paths to Path, `vars` to a copy.

    The working directory may be another one by the time they are used.
    """
    values = dict(given)
    for name in ("state", "defer_state"):
        if values.get(name) is not None:
            values[name] = Path(values[name])
    for name in ("project_dir", "profiles_dir"):
        if values.get(name) is not None:
            values[name] = from_here(Path(values[name]))
    if isinstance(values.get("vars"), Mapping):
        values["vars"] = dict(values["vars"])
    if values.get("target_path") is not None:
        values["target_path"] = str(values["target_path"])
    return values


def from_here(path: Path) -> Path:
    """Return a path as absolute; raises EnvironmentFault if the working directory was deleted."""
    return path if path.is_absolute() else current_folder() / path


def require_good_flags(flags: Flags) -> None:
    """Raise UsageError for invalid flags that were constructed directly."""
    require_flags({name: getattr(flags, name) for name in flags.__struct_fields__})


def texts(name: str, given: object) -> tuple[str, ...]:
    """Return one text or several as a tuple; raises UsageError for anything else."""
    if isinstance(given, str):
        return (given,)
    if not isinstance(given, Iterable) or isinstance(given, bytes | Mapping):
        raise UsageError(f"'{name}': expected text, or several, found {_found(given)}")
    found = tuple(given)
    for text in found:
        require(name, text, TEXT)
    return found


def selection_of(select: str | Sequence[str] | Selection, exclude: object) -> Selection:
    """Return the selection that a caller passes as texts or object, without `exclude`."""
    excluded = texts("exclude", exclude)
    if isinstance(select, Selection):
        require_selection(select)
        return replace(select, exclude=(*select.exclude, *excluded))
    return Selection(select=texts("select", select), exclude=excluded)


def require_selection(selection: Selection) -> None:
    """Raise UsageError for a selection with an invalid value."""
    for name in ("select", "exclude", "resource_types", "exclude_resource_types"):
        value = getattr(selection, name)
        if isinstance(value, str):
            what = f"'{name}': expected several texts, found {shown(value)}"
            raise UsageError(what, fix=f"write {name}=({value!r},)")
        texts(name, value)
    require("indirect_selection", selection.indirect_selection, _INDIRECT)
    require("allow_empty", selection.allow_empty, TRUTH)
    require("selector", selection.selector, TEXT, or_none=True)


def _found(value: object) -> str:
    if value is None:
        return "None"
    if isinstance(value, bool | str | int | float | dict | list | tuple):
        return str(value) if isinstance(value, bool) else shown(value)
    return f"a {type(value).__name__}"
