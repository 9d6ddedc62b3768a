"""The parsed command line, as the body of a command gets it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from orchestrator.cli.lazy import warnings_are_errors
from orchestrator.errors import UsageError
from orchestrator.reports.boundary import LogLevel
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.selection import Selection


class Display(Struct, frozen=True):
    """How a command shows its progress on a terminal."""

    log_format: str = "text"
    log_level: LogLevel = "info"
    printer_width: int = 80
    use_colors: bool | None = None
    live: bool | None = None
    quiet: bool = False
    debug: bool = False
    junit: str | None = None
    annotations: bool | None = None

    @property
    def level(self) -> LogLevel:
        """Return the level from which events get a line; `quiet` means errors only."""
        return "error" if self.quiet and self.log_level != "none" else self.log_level


class Given(Struct, frozen=True):
    """The arguments that all commands share; `own` are those of this command, by name."""

    flags: Flags
    display: Display
    selection: Selection
    own: Mapping[str, Any]

    @classmethod
    def of(cls, params: Mapping[str, Any]) -> "Given":
        """Convert click's parameters; None means not given."""
        given = {name: value for name, value in params.items() if value is not None}
        # Read here and not in click, which parses it twice: before the command and after it.
        if "warn_error_options" in given and warnings_are_errors(given["warn_error_options"]):
            given["warn_error"] = True
        for name in ("project_dir", "profiles_dir", "state", "defer_state"):
            if name in given:
                given[name] = Path(given[name])
        parts = [_part(of, given) for of in (Flags, Display, Selection)]
        own = {name: value for name, value in params.items() if name not in _SHARED}
        return cls(Flags(**parts[0]), Display(**parts[1]), Selection(**parts[2]), own)

    def require_no_nodes(self, option: str) -> None:
        """Raise UsageError if nodes are selected next to an option that replaces them."""
        asked = self.selection
        named = {"select": asked.select, "exclude": asked.exclude, "selector": asked.selector}
        for name, value in named.items():
            if value:
                fix = f"leave one of them out: {option} replaces the nodes"
                raise UsageError(f"--{name} has no meaning next to {option}", fix=fix)


def _part(of: type, given: Mapping[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(of)}
    return {name: value for name, value in given.items() if name in names}


_SHARED = {
    "warn_error_options",
    *(field.name for of in (Flags, Display, Selection) for field in fields(of)),
}
