"""`seg deps` as click reads it."""

import click

from orchestrator.cli.lazy import Command
from orchestrator.cli.options import GLOBAL

DEPS = Command(
    "deps",
    "deps:deps",
    help="Choose and install the packages that packages.yml asks for.",
    params=(
        *GLOBAL,
        click.Option(["--lock"], is_flag=True, help="Write package-lock.yml alone."),
        click.Option(["--upgrade"], is_flag=True, help="Choose anew, whatever is locked."),
        click.Option(
            ["--add-package"], metavar="NAME@VERSION", help="Add it to packages.yml first."
        ),
        click.Option(
            ["--source"],
            type=click.Choice(["hub", "git", "local"]),
            default="hub",
            help="What --add-package names.",
        ),
    ),
)
