"""Flags and variables of dbt that have no effect here: using one prints a note with the reason."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import click

_PREFIXES = ("DBT_ENGINE_", "DBT_")
_OFF = ("", "0", "f", "false", "n", "no", "off")


class UnusedFlag(NamedTuple):
    """A flag without effect: `because` says why. `is_met_by` is the value that needs no note."""

    name: str
    because: str
    is_switch: bool = True
    is_met_by: bool | None = None

    @property
    def variable(self) -> str:
        """Return the name of the flag's environment variable, without its prefix."""
        return self.name.replace("-", "_").upper()


_NO_CACHE = "seg reads the catalog once per run"
_NO_LOG_FILE = "seg writes no log file; redirect the output of --log-format json"

UNUSED_FLAGS = (
    UnusedFlag("send-anonymous-usage-stats", "seg collects no usage statistics", is_met_by=False),
    UnusedFlag("populate-cache", _NO_CACHE),
    UnusedFlag("cache-selected-only", _NO_CACHE),
    UnusedFlag("print", "the output of print() in templates is always shown", is_met_by=True),
    UnusedFlag("use-colors-file", _NO_LOG_FILE),
    UnusedFlag("static-parser", "there is only one parser"),
    UnusedFlag("log-level-file", _NO_LOG_FILE, is_switch=False),
    UnusedFlag("log-format-file", _NO_LOG_FILE, is_switch=False),
    UnusedFlag("log-path", _NO_LOG_FILE, is_switch=False),
)
INTROSPECT = UnusedFlag(
    "introspect",
    "templates that query the database are always compiled with the result",
    is_met_by=True,
)
"""Commands that compile have it, as in dbt."""

# These are not flags of all commands: only environment variables can set them.
_UNUSED_VARIABLES = (
    INTROSPECT,
    UnusedFlag("single-threaded", "pass --threads 1", is_met_by=False),
    UnusedFlag("use-experimental-parser", "there is only one parser", is_met_by=False),
)


def unused_options() -> Iterator[click.Option]:
    """Return the flags as hidden options, each of which says that it has no effect."""
    return map(unused_option, UNUSED_FLAGS)


def unused_option(flag: UnusedFlag) -> click.Option:
    """Return a flag as a hidden option that says that it has no effect."""
    names = f"--{flag.name}/--no-{flag.name}" if flag.is_switch else f"--{flag.name}"
    return click.Option(
        [names], default=None, hidden=True, expose_value=False, callback=_telling(flag)
    )


def log_format(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return the value of --log-format; say that `debug` is treated as `text`."""
    if value == "debug":
        click.echo("--log-format debug has no effect: lines are as in 'text'", err=True)
    return value


def unused_variables(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each environment variable that has no effect."""
    for flag in (*UNUSED_FLAGS, *_UNUSED_VARIABLES):
        for name in (f"{prefix}{flag.variable}" for prefix in _PREFIXES):
            value = environment.get(name, "").strip().lower()
            is_on = value not in _OFF
            if name in environment and value != "" and is_on is not flag.is_met_by:
                yield f"{name} has no effect: {flag.because}"


def _telling(flag: UnusedFlag) -> Callable[[click.Context, click.Parameter, Any], None]:
    def tell(_context: click.Context, _option: click.Parameter, value: Any) -> None:
        if value is None or value is flag.is_met_by:
            return
        name = f"--no-{flag.name}" if value is False else f"--{flag.name}"
        click.echo(f"{name} has no effect: {flag.because}", err=True)

    return tell
