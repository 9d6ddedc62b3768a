"""The lazy door of the command line: modules that are imported only when needed.

Help and mistyped arguments need only click and the definitions of commands. The body of a command,
with all its imports, is loaded when it runs; rich only for a terminal.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from orchestrator.cli.broken_pipe import stop_writing

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from orchestrator.errors import Problem
    from orchestrator.reports.annotations import Annotations
    from orchestrator.reports.json_lines import JsonLines
    from orchestrator.reports.junit import JUnitFile
    from orchestrator.reports.live import LiveView
    from orchestrator.secrets import Mask
    from orchestrator.workspace.value import Workspace

# Options that take several values after one flag, as dbt's users write them: -s a b c
MULTIPLE = frozenset(
    (
        "-s", "--select", "-m", "--model", "--models", "--exclude", "--resource-type",
        "--resource-types", "--exclude-resource-type", "--exclude-resource-types", "--output-keys",
    )
)  # fmt: skip


_LAST_FLAG = "orchestrator.last_flag"


class GlobalOption(click.Option):
    """An option of all commands: help pages list it after the command's own options."""


class Command(click.Command):
    """A command whose body is imported when it runs: its help needs only its arguments.

    `body` is `module:function` in `orchestrator.cli`. Selection options take all values up to the
    next option.
    """

    def __init__(
        self, name: str, body: str, *, params: Iterable[click.Parameter] = (), **about: Any
    ) -> None:
        super().__init__(name, params=list(params), **about)
        self._body = body

    @property
    def body(self) -> Callable[..., int]:
        """Import and return the function of the command."""
        module, name = self._body.split(":")
        body: Callable[..., int] = getattr(import_module(f"orchestrator.cli.{module}"), name)
        return body

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the command's own options, then those of all commands."""
        own: list[tuple[str, str]] = []
        shared: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            # Some versions of click have a record for arguments, too; the usage line shows them.
            if record is not None and isinstance(param, click.Option):
                (shared if isinstance(param, GlobalOption) else own).append(record)
        for title, records in (("Options", own), ("Global options", shared)):
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the body, which returns the exit code."""
        calling = import_module("orchestrator.cli.calling")
        return calling.called(self.body, ctx.params)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the flag before each of its values, as click requires."""
        ctx.meta[_LAST_FLAG] = next((arg for arg in reversed(args) if arg.startswith("-")), "")
        return super().parse_args(ctx, repeat_flags(args))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return completions: after `-s a`, the next word can be another value of `-s`."""
        flag = ctx.meta.get(_LAST_FLAG)
        if flag in MULTIPLE and not incomplete.startswith("-"):
            for param in self.params:
                if flag in param.opts:
                    return param.shell_complete(ctx, incomplete)
        return super().shell_complete(ctx, incomplete)


def repeat_flags(args: list[str]) -> list[str]:
    """Turn `-s a b` into `-s a -s b`; leave everything else unchanged."""
    repeated: list[str] = []
    flag: str | None = None
    is_first = False
    for position, arg in enumerate(args):
        if arg == "--":
            return repeated + args[position:]
        if arg in MULTIPLE:
            flag, is_first = arg, True
        elif arg.startswith("-") and len(arg) > 1:
            flag = None
        elif flag and not is_first:
            repeated.append(flag)
        else:
            is_first = False
        repeated.append(arg)
    return repeated


def live_view() -> "type[LiveView]":
    """Return the live view's class; importing rich takes 60 ms, so only for terminals."""
    view: type[LiveView] = import_module("orchestrator.reports.live").LiveView
    return view


def show_seeds() -> "Callable[[Workspace, Sequence[str], bool], None]":
    """Return the function for `--show`; it imports the modules that run queries."""
    shown: Callable[[Workspace, Sequence[str], bool], None] = import_module(
        "orchestrator.cli.show"
    ).show_seeds
    return shown


def json_lines() -> "type[JsonLines]":
    """Return the class of the log format `json`."""
    lines: type[JsonLines] = import_module("orchestrator.reports.json_lines").JsonLines
    return lines


def junit_file() -> "type[JUnitFile]":
    """Return the class of `--junit`, which imports XML."""
    file: type[JUnitFile] = import_module("orchestrator.reports.junit").JUnitFile
    return file


def annotations() -> "type[Annotations]":
    """Return the class of annotations for GitHub Actions."""
    found: type[Annotations] = import_module("orchestrator.reports.annotations").Annotations
    return found


def annotated() -> "Callable[[Iterable[Problem], str, Mask], Iterable[str]]":
    """Return the function that turns a project's problems into annotations."""
    found: Callable[[Iterable[Problem], str, Mask], Iterable[str]] = import_module(
        "orchestrator.reports.annotations"
    ).of_problems
    return found


def warnings_are_errors(text: str) -> bool:
    """Return whether the text of --warn-error-options turns all warnings into errors."""
    found: bool = import_module("orchestrator.cli.warning_options").read_options(text)
    return found


def completed(kind: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Return the completion of this kind: nodes, selectors, families, segments, columns."""

    def values(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
        found: list[str] = import_module("orchestrator.cli.completing").values(
            ctx, kind, incomplete
        )
        return found

    return values


class DefaultingGroup(click.Group):
    """A group whose first command is the default."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Insert the first command, unless one is named or help is requested."""
        if ctx.resilient_parsing and not args:
            # A shell requests completions here.
            return super().parse_args(ctx, args)
        is_named = bool(args) and (not args[0].startswith("-") or args[0] in ("-h", "--help"))
        first = next(iter(self.commands))
        return super().parse_args(ctx, args if is_named else [first, *args])


class LazyGroup(click.Group):
    """Return the commands in their order."""

    def __init__(self, *args: Any, order: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._order = order

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A closed output (`seg ls | head`) is not a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            stop_writing(sys.stdout)
            return 0

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, in the order of the help."""
        return list(self._order)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write names and help lines, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._help_line(name)) for name in self._order])

    def _help_line(self, name: str) -> str:
        return self.commands[name].get_short_help_str(limit=80)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands first, since people look for these."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command, or suggest the one that was probably meant."""
        name = args[0]
        if name not in self._order and not name.startswith("-"):
            names = import_module("orchestrator.names")
            nearest = names.did_you_mean(name, self._order)
            ctx.fail(f"no command '{name}'" + (f"\n  fix: {nearest}" if nearest else ""))
        return super().resolve_command(ctx, args)
