"""The click definitions of options that several commands share."""

from collections.abc import Callable
from math import isnan
from typing import Any, TypeVar

import click

from orchestrator.cli.lazy import GlobalOption, completed
from orchestrator.cli.unused_flags import log_format, unused_options

F = TypeVar("F", bound=Callable[..., Any])


def duration(_: click.Context, __: click.Parameter, value: str) -> float:
    """Return the seconds of `90`, `10s`, `2m` or `1h`; raises BadParameter."""
    text = value.strip()
    unit = _SECONDS.get(text[-1:], 0)
    try:
        seconds = float(text[:-1]) * unit if unit else float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST_SECONDS:
        raise click.BadParameter(f"'{value}' is not a duration such as 10s, 2m or 1h")
    return seconds


class NumberRange(click.FloatRange):
    """A range of numbers; `nan`, which is in every range for click, is in none."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; fail for text that is none, and outside the range."""
        number: float = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"'{value}' is not a number", param, ctx)
        return number


_SECONDS = {"s": 1, "m": 60, "h": 3600}
_LONGEST_SECONDS = 7 * 24 * 3600


def variables(name: str) -> list[str]:
    """Return the environment variables that set a flag: seg's own name, then dbt's two."""
    return [f"SEG_{name}", f"DBT_ENGINE_{name}", f"DBT_{name}"]


LEVELS = ("debug", "info", "warn", "error", "none")

GLOBAL = (
    GlobalOption(["--project-dir"], envvar=variables("PROJECT_DIR"), help="The project's folder."),
    GlobalOption(
        ["--profiles-dir"], envvar=variables("PROFILES_DIR"), help="The folder of profiles.yml."
    ),
    GlobalOption(["--profile"], envvar=variables("PROFILE"), help="The profile to use."),
    GlobalOption(["-t", "--target"], envvar=variables("TARGET"), help="The target in the profile."),
    GlobalOption(
        ["--target-path"], envvar=variables("TARGET_PATH"), help="The folder for artifacts."
    ),
    GlobalOption(["--vars"], help="Variables, as YAML: '{name: value}'."),
    GlobalOption(["--threads"], type=click.IntRange(1), help="How many nodes run in parallel."),
    GlobalOption(
        ["--log-format"],
        type=click.Choice(["text", "json", "default", "debug"]),
        envvar=variables("LOG_FORMAT"),
        callback=log_format,
        help="Lines of text, or one JSON object per event.",
    ),
    GlobalOption(
        ["--log-level"],
        type=click.Choice(LEVELS),
        envvar=variables("LOG_LEVEL"),
        help="How much to print: info has one line per model, debug also shows every test.",
    ),
    GlobalOption(
        ["--printer-width"],
        type=int,
        envvar=variables("PRINTER_WIDTH"),
        help="Width of result lines.",
    ),
    GlobalOption(
        ["--use-colors/--no-use-colors"],
        default=None,
        envvar=variables("USE_COLORS"),
        help="Coloured output.",
    ),
    GlobalOption(["--live/--no-live"], default=None, help="Show a live view instead of lines."),
    GlobalOption(
        ["-q", "--quiet"],
        is_flag=True,
        default=None,
        envvar=variables("QUIET"),
        help="Print errors only.",
    ),
    GlobalOption(
        ["-d", "--debug"],
        is_flag=True,
        default=None,
        envvar=variables("DEBUG"),
        help="Show tracebacks.",
    ),
    GlobalOption(
        ["--warn-error"],
        is_flag=True,
        default=None,
        envvar=variables("WARN_ERROR"),
        help="Treat warnings as errors.",
    ),
    GlobalOption(
        ["--warn-error-options"],
        metavar="YAML",
        envvar=variables("WARN_ERROR_OPTIONS"),
        help="The same if it is '{error: all}'.",
    ),
    GlobalOption(
        ["-x", "--fail-fast"],
        is_flag=True,
        default=None,
        envvar=variables("FAIL_FAST"),
        help="Stop at the first failure.",
    ),
    GlobalOption(
        ["--write-json/--no-write-json"],
        default=None,
        envvar=variables("WRITE_JSON"),
        help="Write artifacts to the target path (default: on).",
    ),
    GlobalOption(
        ["--now"], help="The time from which ages are measured (ISO 8601, with time zone)."
    ),
    GlobalOption(
        ["--lock-timeout"],
        type=NumberRange(0),
        help="Seconds to wait for another process's lock.",
    ),
    GlobalOption(
        ["--version-check/--no-version-check"],
        default=None,
        envvar=variables("VERSION_CHECK"),
        help="Check require-dbt-version.",
    ),
    GlobalOption(
        ["--partial-parse/--no-partial-parse"],
        default=None,
        envvar=variables("PARTIAL_PARSE"),
        help="Read only what changed since the last command.",
    ),
    *unused_options(),
)

STATE = click.Option(
    ["--state"],
    metavar="FOLDER",
    envvar=variables("STATE"),
    help="The folder of an earlier state's artifacts, for state:modified and the like.",
)

INDIRECT = click.Option(
    ["--indirect-selection"],
    type=click.Choice(["eager", "cautious", "buildable", "empty"]),
    default="eager",
    envvar=variables("INDIRECT_SELECTION"),
    help="Which tests are selected along with the nodes.",
)

DEFER = (
    click.Option(
        ["--defer/--no-defer"],
        default=None,
        envvar=variables("DEFER"),
        help="Read unselected nodes that do not exist here from the earlier state.",
    ),
    click.Option(
        ["--favor-state/--no-favor-state"],
        default=None,
        envvar=variables("FAVOR_STATE"),
        help="With --defer, read all unselected nodes from the earlier state.",
    ),
    click.Option(
        ["--defer-state"],
        metavar="FOLDER",
        envvar=variables("DEFER_STATE"),
        help="The state for --defer, if not that of --state.",
    ),
)


def _selecting(names: list[str], help: str) -> click.Option:
    return click.Option(names, multiple=True, shell_complete=completed("nodes"), help=help)


_WHICH = "Nodes to select: names, tag:x, path:x, +x, x+, a,b."
MODELS = ["-m", "--model", "--models"]
SELECT = _selecting(["-s", "--select", *MODELS, "select"], _WHICH)
SELECT_TO_LIST = (
    _selecting(["-s", "--select", "select"], _WHICH),
    _selecting([*MODELS, "models"], "Like --select, for models only."),
)

LESS = (
    click.Option(
        ["--exclude"],
        multiple=True,
        shell_complete=completed("nodes"),
        help="Nodes to exclude.",
    ),
    click.Option(
        ["--selector"],
        metavar="NAME",
        shell_complete=completed("selectors"),
        help="Use a selector of selectors.yml instead.",
    ),
    INDIRECT,
    STATE,
    click.Option(
        ["--resource-type", "--resource-types", "resource_types"],
        multiple=True,
        envvar=variables("RESOURCE_TYPES"),
        help="Select only nodes of these types.",
    ),
    click.Option(
        ["--exclude-resource-type", "--exclude-resource-types", "exclude_resource_types"],
        multiple=True,
        envvar=variables("EXCLUDE_RESOURCE_TYPES"),
        help="Node types to exclude.",
    ),
    click.Option(
        ["--allow-empty"], is_flag=True, help="Do not fail when the selection matches nothing."
    ),
)

SELECTION = (SELECT, *LESS)

OUTPUT = (
    click.Option(["--output"], type=click.Choice(["text", "json"]), default="text"),
    click.Option(["--json", "output"], flag_value="json", help="Short for --output json."),
)


FOR_CI = (
    click.Option(
        ["--junit"],
        metavar="FILE",
        envvar=variables("JUNIT"),
        help="Write the result of each node to a JUnit XML file.",
    ),
    click.Option(
        ["--annotations/--no-annotations"],
        default=None,
        help=(
            "Print GitHub Actions annotations for failures and warnings (default: on in GitHub "
            "Actions)."
        ),
    ),
)

BEFORE_COMMANDS = (*GLOBAL, INDIRECT, STATE, *DEFER)
"""Options that can also come before the command, as in dbt."""

PAGER = click.Option(
    ["--pager/--no-pager"],
    default=True,
    help="Use a pager if the output is longer than the terminal.",
)

REUSE = (
    click.Option(
        ["--reuse/--no-reuse"],
        default=None,
        envvar=variables("REUSE"),
        help="Reuse unchanged nodes instead of running them again.",
    ),
    click.Option(
        ["--force", "run_all"], is_flag=True, default=None, help="Run unchanged nodes too."
    ),
)

FULL_REFRESH = click.Option(
    ["-f", "--full-refresh"],
    is_flag=True,
    envvar=variables("FULL_REFRESH"),
    help="Rebuild incremental models and models with refresh_by from scratch.",
)

EMPTY = click.Option(
    ["--empty/--no-empty"],
    default=None,
    envvar=variables("EMPTY"),
    help="Read no input rows: build all relations, but empty.",
)

ROWS_READ = (
    click.Option(
        ["--event-time-start"],
        envvar=variables("EVENT_TIME_START"),
        help="Build the batches of microbatch models from this time on, in UTC.",
    ),
    click.Option(
        ["--event-time-end"],
        envvar=variables("EVENT_TIME_END"),
        help="Build the batches of microbatch models before this time.",
    ),
    EMPTY,
    click.Option(
        ["--sample"],
        metavar="TIME",
        envvar=variables("SAMPLE"),
        help="Read only a period of inputs with an event_time: '3 days', or "
        "'{start: 2025-01-01, end: 2025-01-08}'.",
    ),
)

FULL_TESTS = click.Option(
    ["--full-tests"], is_flag=True, default=None, help="Run all selected tests, on all rows."
)


def global_options(function: F) -> F:
    """Add the options that all commands share to the command group."""
    known = getattr(function, "__click_params__", [])
    function.__click_params__ = [*known, *reversed(BEFORE_COMMANDS)]  # type: ignore[attr-defined]
    return function
