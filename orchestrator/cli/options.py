"""The flags that commands share, and the value that they become."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Settings:
    """The flags that every command takes, as given."""

    project_dir: Path = Path()
    profiles_dir: Path | None = None
    profile: str | None = None
    target: str | None = None
    target_path: str | None = None
    vars: str = "{}"
    threads: int | None = None
    log_format: str = "text"
    printer_width: int = 80
    use_colors: bool | None = None
    live: bool | None = None
    quiet: bool = False
    debug: bool = False
    warn_error: bool = False
    fail_fast: bool = False
    write_json: bool = True
    now: str | None = None
    lock_timeout: float | None = None

    @classmethod
    def split(cls, given: dict[str, Any]) -> "tuple[Settings, dict[str, Any]]":
        """The shared flags, and those that belong to one command."""
        shared = {field.name for field in fields(cls)}
        settings = {
            name: value for name, value in given.items() if name in shared and value is not None
        }
        if "project_dir" in settings:
            settings["project_dir"] = Path(settings["project_dir"])
        if "profiles_dir" in settings:
            settings["profiles_dir"] = Path(settings["profiles_dir"])
        own = {name: value for name, value in given.items() if name not in shared}
        return cls(**settings), own

    @staticmethod
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
    # Taken for the sake of dbt's users: nothing here needs them.
    *(
        click.option(f"--{name}/--no-{name}", default=None, hidden=True, expose_value=False)
        for name in (
            "partial-parse", "version-check", "send-anonymous-usage-stats", "populate-cache",
            "print",
        )
    ),
    *(
        click.option(f"--{name}", hidden=True, expose_value=False)
        for name in ("log-level", "log-level-file", "log-format-file", "log-path")
    ),
    click.option("--cache-selected-only", is_flag=True, hidden=True, expose_value=False),
)  # fmt: skip

_SELECTION = (
    click.option(
        "-s", "--select", "-m", "--model", "--models", "select", multiple=True,
        help="Which nodes: names, tag:x, path:x, +x, x+, a,b.",
    ),
    click.option("--exclude", multiple=True, help="Which of them not."),
    click.option(
        "--indirect-selection",
        type=click.Choice(["eager", "cautious", "buildable", "empty"]),
        default="eager", envvar=_env("INDIRECT_SELECTION"),
        help="Which tests go with the selected nodes.",
    ),
    click.option("--resource-type", "--resource-types", "resource_types", multiple=True,
                 help="Only nodes of these types."),
    click.option("--exclude-resource-type", "--exclude-resource-types", "exclude_resource_types",
                 multiple=True, help="No nodes of these types."),
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
