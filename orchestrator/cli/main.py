"""`seg`: passes the arguments to a command and exits with its exit code."""

import os
import sys
from io import TextIOWrapper
from typing import Any

import click

from orchestrator import __version__
from orchestrator.cli.definitions.options import global_options
from orchestrator.cli.definitions.root import COMMANDS, ORDER
from orchestrator.cli.lazy import LazyGroup
from orchestrator.cli.signalled import came, end_on_signals
from orchestrator.cli.unused_flags import unused_variables


@click.group(
    cls=LazyGroup,
    commands=COMMANDS,
    order=ORDER,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-v", "-V", "--version", prog_name="seg")
@global_options
@click.pass_context
def cli(ctx: click.Context, /, **given: Any) -> None:
    """Customer segmentation as code: SQL models, tested and published atomically."""
    for warning in unused_variables(os.environ):
        click.echo(warning, err=True)
    explicit = {
        name: value
        for name, value in given.items()
        if ctx.get_parameter_source(name) == click.core.ParameterSource.COMMANDLINE
    }
    # Global flags work before and after the command: those before it become its defaults.
    groups = {
        name: dict.fromkeys(command.commands, explicit)
        for name, command in COMMANDS.items()
        if isinstance(command, click.Group)
    }
    ctx.default_map = dict.fromkeys(ORDER, explicit) | groups


def main(argv: list[str] | None = None) -> None:
    """Run a command and exit with its code."""
    args = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    end_on_signals()
    sys.exit(run(args))


def run(args: list[str]) -> int:
    """Run a command and return its exit code."""
    try:
        code = cli.main(args=args, prog_name="seg", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except RuntimeError:
        number = came()
        if number is None:
            raise
        click.echo("interrupted", err=True)
        return 128 + number
    return code if isinstance(code, int) else 0
