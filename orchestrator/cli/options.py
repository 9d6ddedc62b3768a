"""The flags that commands share, and the value that they become."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import click

from orchestrator.cli.unused_flags import log_format, unused_options
from orchestrator.workspace.flags import Flags
from orchestrator.workspace.selection import Selection

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Display:
    """How a command shows what it does on a terminal."""

    log_format: str = "text"
    printer_width: int = 80
    use_colors: bool | None = None
    live: bool | None = None
    quiet: bool = False
    debug: bool = False


_SHARED = {field.name for field in fields(Flags)}
_DISPLAY = {field.name for field in fields(Display)}
_FOLDERS = ("project_dir", "profiles_dir")


def split(given: Mapping[str, Any]) -> tuple[Flags, dict[str, Any]]:
    """The flags that every command takes, and the arguments that belong to one command."""
    shared: dict[str, Any] = {
        name: Path(value) if name in _FOLDERS else value
        for name, value in given.items()
        if name in _SHARED and value is not None
    }
    own = {name: value for name, value in given.items() if name not in _SHARED | _DISPLAY}
    return Flags(**shared), own


def display_of(given: Mapping[str, Any]) -> Display:
    """How the command is to be shown."""
    chosen: dict[str, Any] = {
        name: value for name, value in given.items() if name in _DISPLAY and value is not None
    }
    return Display(**chosen)


def selection_of(own: Mapping[str, Any]) -> Selection:
    """The selection among the arguments of a command that has `selection_options`."""
    return Selection(**{field.name: own[field.name] for field in fields(Selection)})


def is_debug(args: Sequence[str]) -> bool:
    """Whether the person asked for tracebacks, even if the command line was not read yet."""
    return "--debug" in args or "-d" in args


def _env(name: str) -> list[str]:
    return [f"SEG_{name}", f"DBT_ENGINE_{name}", f"DBT_{name}"]


_GLOBAL = (
    click.option("--project-dir", envvar=_env("PROJECT_DIR"), help="Where the project is."),
    click.option("--profiles-dir", envvar=_env("PROFILES_DIR"), help="Where profiles.yml is."),
    click.option("--profile", envvar=_env("PROFILE"), help="The profile to use."),
    click.option("-t", "--target", envvar=_env("TARGET"), help="The target in the profile."),
    click.option("--target-path", envvar=_env("TARGET_PATH"), help="Where artifacts are written."),
    click.option("--vars", help="Variables, as YAML: '{name: value}'."),
    click.option("--threads", type=click.IntRange(1), help="How many nodes run side by side."),
    click.option(
        "--log-format",
        type=click.Choice(["text", "json", "default", "debug"]),
        envvar=_env("LOG_FORMAT"),
        callback=log_format,
        help="Lines for people, or one JSON object an event.",
    ),
    click.option(
        "--printer-width", type=int, envvar=_env("PRINTER_WIDTH"), help="Width of result lines."
    ),
    click.option(
        "--use-colors/--no-use-colors", default=None, envvar=_env("USE_COLORS"), help="Colours."
    ),
    click.option("--live/--no-live", default=None, help="A live view instead of lines."),
    click.option(
        "-q", "--quiet", is_flag=True, default=None, envvar=_env("QUIET"), help="Errors only."
    ),
    click.option("-d", "--debug", is_flag=True, default=None, help="Show tracebacks."),
    click.option(
        "--warn-error", is_flag=True, default=None, envvar=_env("WARN_ERROR"), help="Warnings fail."
    ),
    click.option(
        "-x", "--fail-fast", is_flag=True, default=None, envvar=_env("FAIL_FAST"),
        help="Stop at the first failure.",
    ),
    click.option(
        "--write-json/--no-write-json", default=None, envvar=_env("WRITE_JSON"), help="Artifacts."
    ),
    click.option("--now", help="The moment that ages are measured from (ISO 8601, with zone)."),
    click.option(
        "--lock-timeout", type=click.FloatRange(0),
        help="Seconds to wait for another process's lock.",
    ),
    click.option(
        "--reuse/--no-reuse", default=None, envvar=_env("REUSE"),
        help="Do not run what is unchanged.",
    ),
    click.option("--force", is_flag=True, default=None, help="Run all, changed or not."),
    click.option(
        "--version-check/--no-version-check", default=None, envvar=_env("VERSION_CHECK"),
        help="Heed require-dbt-version.",
    ),
    *unused_options(),
)  # fmt: skip

_SELECTION = (
    click.option(
        "-s", "--select", "-m", "--model", "--models", "select", multiple=True,
        help="Which nodes: names, tag:x, path:x, +x, x+, a,b.",
    ),
    click.option("--exclude", multiple=True, help="Nodes to exclude."),
    click.option(
        "--indirect-selection",
        type=click.Choice(["eager", "cautious", "buildable", "empty"]),
        default="eager", envvar=_env("INDIRECT_SELECTION"),
        help="Which tests go with the selected nodes.",
    ),
    click.option("--resource-type", "--resource-types", "resource_types", multiple=True,
                 help="Only nodes of these types."),
    click.option("--exclude-resource-type", "--exclude-resource-types", "exclude_resource_types",
                 multiple=True, help="Node types to exclude."),
    click.option("--allow-empty", is_flag=True, help="A selection may match nothing."),
)  # fmt: skip

_OUTPUT = (
    click.option("--output", type=click.Choice(["text", "json"]), default="text"),
    click.option("--json", "output", flag_value="json", help="Short for --output json."),
)


def _all(options: Sequence[Callable[[F], F]]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


global_options = _all(_GLOBAL)
selection_options = _all(_SELECTION)
output_options = _all(_OUTPUT)
