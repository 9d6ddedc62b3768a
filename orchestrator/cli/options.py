"""The options that commands share, as click reads them."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from orchestrator.cli.unused_flags import log_format, unused_options

F = TypeVar("F", bound=Callable[..., Any])


def _env(name: str) -> list[str]:
    return [f"SEG_{name}", f"DBT_ENGINE_{name}", f"DBT_{name}"]


GLOBAL = (
    click.Option(["--project-dir"], envvar=_env("PROJECT_DIR"), help="Where the project is."),
    click.Option(["--profiles-dir"], envvar=_env("PROFILES_DIR"), help="Where profiles.yml is."),
    click.Option(["--profile"], envvar=_env("PROFILE"), help="The profile to use."),
    click.Option(["-t", "--target"], envvar=_env("TARGET"), help="The target in the profile."),
    click.Option(
        ["--target-path"], envvar=_env("TARGET_PATH"), help="Where artifacts are written."
    ),
    click.Option(["--vars"], help="Variables, as YAML: '{name: value}'."),
    click.Option(["--threads"], type=click.IntRange(1), help="How many nodes run side by side."),
    click.Option(
        ["--log-format"],
        type=click.Choice(["text", "json", "default", "debug"]),
        envvar=_env("LOG_FORMAT"),
        callback=log_format,
        help="Lines for people, or one JSON object an event.",
    ),
    click.Option(
        ["--printer-width"], type=int, envvar=_env("PRINTER_WIDTH"), help="Width of result lines."
    ),
    click.Option(
        ["--use-colors/--no-use-colors"], default=None, envvar=_env("USE_COLORS"), help="Colours."
    ),
    click.Option(["--live/--no-live"], default=None, help="A live view instead of lines."),
    click.Option(
        ["-q", "--quiet"], is_flag=True, default=None, envvar=_env("QUIET"), help="Errors only."
    ),
    click.Option(["-d", "--debug"], is_flag=True, default=None, help="Show tracebacks."),
    click.Option(
        ["--warn-error"],
        is_flag=True,
        default=None,
        envvar=_env("WARN_ERROR"),
        help="Warnings fail.",
    ),
    click.Option(
        ["-x", "--fail-fast"],
        is_flag=True,
        default=None,
        envvar=_env("FAIL_FAST"),
        help="Stop at the first failure.",
    ),
    click.Option(
        ["--write-json/--no-write-json"], default=None, envvar=_env("WRITE_JSON"), help="Artifacts."
    ),
    click.Option(["--now"], help="The moment that ages are measured from (ISO 8601, with zone)."),
    click.Option(
        ["--lock-timeout"],
        type=click.FloatRange(0),
        help="Seconds to wait for another process's lock.",
    ),
    click.Option(
        ["--version-check/--no-version-check"],
        default=None,
        envvar=_env("VERSION_CHECK"),
        help="Heed require-dbt-version.",
    ),
    click.Option(
        ["--partial-parse/--no-partial-parse"],
        default=None,
        envvar=_env("PARTIAL_PARSE"),
        help="Read only what changed since the last command.",
    ),
    *unused_options(),
)

SELECTION = (
    click.Option(
        ["-s", "--select", "-m", "--model", "--models", "select"],
        multiple=True,
        help="Which nodes: names, tag:x, path:x, +x, x+, a,b.",
    ),
    click.Option(["--exclude"], multiple=True, help="Nodes to exclude."),
    click.Option(
        ["--indirect-selection"],
        type=click.Choice(["eager", "cautious", "buildable", "empty"]),
        default="eager",
        envvar=_env("INDIRECT_SELECTION"),
        help="Which tests go with the selected nodes.",
    ),
    click.Option(
        ["--resource-type", "--resource-types", "resource_types"],
        multiple=True,
        help="Only nodes of these types.",
    ),
    click.Option(
        ["--exclude-resource-type", "--exclude-resource-types", "exclude_resource_types"],
        multiple=True,
        help="Node types to exclude.",
    ),
    click.Option(["--allow-empty"], is_flag=True, help="A selection may match nothing."),
)

OUTPUT = (
    click.Option(["--output"], type=click.Choice(["text", "json"]), default="text"),
    click.Option(["--json", "output"], flag_value="json", help="Short for --output json."),
)


def global_options(function: F) -> F:
    """Give the options that all commands share to the group of commands."""
    known = getattr(function, "__click_params__", [])
    function.__click_params__ = [*known, *reversed(GLOBAL)]  # type: ignore[attr-defined]
    return function
