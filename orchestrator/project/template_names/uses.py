"""What reading a file, or rendering a node, used of the world outside the project's files."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from orchestrator.installed import package_folder
from orchestrator.project.invocation import Invocation
from orchestrator.project.template_names.variables import Variables

UseKind = Literal[
    "variable", "environment", "flag", "clock", "docs", "python package", "project folder", "model"
]
MISSING = "<missing>"
RUN_STARTED_AT, INVOCATION_ID = "run_started_at", "invocation_id"
RUN_DAY = "the day of the run"
"""A use of the clock with the same result at any time of the same day."""

_CLOCK_MODULES = frozenset(("datetime",))


class Use(Struct, frozen=True, order=True):
    """One thing that was used; `package` is the package whose variable it is."""

    kind: UseKind
    name: str
    package: str = ""


class World(Struct, frozen=True):
    """What can be used: variables by package, the invocation, enabled models, the folder."""

    variables: Mapping[str, Variables]
    invocation: Invocation
    has_model: Callable[[str], bool]
    root: Path

    def value(self, use: Use) -> Any:
        """Return the current value of `use`."""
        match use.kind:
            case "variable":
                found = self.variables.get(use.package)
                return found.value(use.name, MISSING) if found else MISSING
            case "environment":
                return self.invocation.environment.get(use.name, MISSING)
            case "flag":
                named = {
                    "FULL_REFRESH": self.invocation.is_full_refresh,
                    "WHICH": self.invocation.command,
                    "EMPTY": self.invocation.is_empty,
                }
                return named.get(use.name, MISSING)
            case "docs":
                # The texts are files of the project, which are checked on their own.
                return ""
            case "python package":
                return package_folder(use.name) or MISSING
            case "project folder":
                return str(self.root)
            case "model":
                return self.has_model(use.name)
            case "clock":
                return self._moment(use.name)

    def _moment(self, name: str) -> str:
        if name == RUN_DAY:
            return self.invocation.started_at.date().isoformat()
        if name == RUN_STARTED_AT:
            return self.invocation.started_at.isoformat()
        # Any other use of the clock has a different value in each run.
        return self.invocation.run_id


class NotingNames(dict[str, Any]):
    """The names of a template; their uses of the world are recorded in `uses`."""

    __slots__ = ("uses",)

    def __init__(self, names: Mapping[str, Any], uses: set[Use]) -> None:
        super().__init__(names)
        self.uses = uses

    def __getitem__(self, name: str) -> Any:
        if name in _MOMENTS:
            self.uses.add(Use("clock", name))
        return super().__getitem__(name)

    def over(self, names: Mapping[str, Any]) -> "NotingNames":
        """Return these names with more names added."""
        return NotingNames({**self, **names}, self.uses)


def noting(names: Mapping[str, Any], package: str, uses: set[Use]) -> NotingNames:
    """Return the names of a template of `package`; what they read is recorded in `uses`."""
    wrapped = {
        "var": _NotingVariables(names["var"], package, uses),
        "env_var": _noting_environment(names["env_var"], uses),
        "flags": _NotingAttributes(names["flags"], "flag", uses),
        "modules": _NotingAttributes(names["modules"], "clock", uses, _CLOCK_MODULES),
        "doc": _noting_docs(names["doc"], uses),
        "has_model": _noting_models(names["has_model"], uses),
    }
    if "graph" in names:
        # What it says about other nodes is not checked again: it counts as a use of the clock.
        wrapped["graph"] = _NotingAttributes(names["graph"], "clock", uses)
    noted = NotingNames(names, uses)
    noted.update(wrapped)
    return noted


_MOMENTS = frozenset((RUN_STARTED_AT, INVOCATION_ID, "selected_resources"))


class _NotingVariables:
    """`var()` that records which variables are used."""

    __slots__ = ("_package", "_uses", "_values")

    def __init__(self, variables: Variables, package: str, uses: set[Use]) -> None:
        self._values = variables
        self._package = package
        self._uses = uses

    def __call__(self, name: str, *default: Any, **named: Any) -> Any:
        self._uses.add(Use("variable", name, self._package))
        return self._values(name, *default, **named)

    def has_var(self, name: str) -> bool:
        """Return whether the variable has a value."""
        self._uses.add(Use("variable", name, self._package))
        return self._values.has_var(name)


class _NotingAttributes:
    """An object that records which attributes are read: all, or those in `only`."""

    __slots__ = ("_kind", "_only", "_uses", "_values")

    def __init__(
        self, values: object, kind: UseKind, uses: set[Use], only: frozenset[str] | None = None
    ) -> None:
        self._values = values
        self._kind = kind
        self._uses = uses
        self._only = only

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._values, name)
        if self._only is None or name in self._only:
            self._uses.add(Use(self._kind, name))
        return value


def _noting_docs(doc: Callable[..., str], uses: set[Use]) -> Callable[..., str]:
    def noting(*arguments: str) -> str:
        uses.add(Use("docs", arguments[-1] if arguments else ""))
        return doc(*arguments)

    return noting


def _noting_models(has_model: Callable[[str], bool], uses: set[Use]) -> Callable[[str], bool]:
    def noting(name: str) -> bool:
        uses.add(Use("model", name))
        return has_model(name)

    return noting


def _noting_environment(env_var: Callable[..., str], uses: set[Use]) -> Callable[..., str]:
    def noting(name: str, *default: Any, **named: Any) -> str:
        uses.add(Use("environment", name))
        return env_var(name, *default, **named)

    return noting
